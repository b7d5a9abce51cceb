// Where the texts stand that a measure tells apart.
#pragma once

#include <cstdint>

namespace setia::engine {

// In the lines, or once in the event; kField: a declared field of the receipt or the activity.
enum class TextSource : std::uint8_t { kLines, kStore, kChannel, kCurrency, kPaymentMethod, kPaymentCard, kCode, kField };

}  // namespace setia::engine
