// Reads a field's value as the type that a program declares for it.
#pragma once

#include <optional>

#include "engine/event.hpp"
#include "engine/program.hpp"

namespace setia::engine {

// Texts as the index of their symbol, numbers and counts in millionths, money in minor units of `currency_decimals`, dates
// ("2027-01-09") as days, yes/no as 1 and 0. Nothing when the value is of another type, has more decimals, or does not fit.
std::optional<std::int64_t> typed_value(const Value& value, ValueType type, int currency_decimals);

// Exact decimal text ("-12.50") times 10^decimals; nothing when digits would be lost or it does not fit.
std::optional<std::int64_t> scaled_decimal(std::string_view text, int decimals);

}  // namespace setia::engine
