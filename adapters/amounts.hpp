// Decimal text to whole numbers of a smaller unit, exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace setia::adapters {

enum class AmountFault {
  kNone,
  kNotANumber,    // not digits with at most one point, a sign in front, and a small exponent behind
  kTooLong,       // over kMaxNumberCharacters characters
  kTooPrecise,    // more decimals than the scale has, trailing zeros aside
  kTooLarge       // does not fit 64 bits
};

struct Amount {
  std::int64_t value = 0;  // of 10^-decimals
  AmountFault fault = AmountFault::kNone;
};

// `text` as JSON and CSV write numbers: -12, 12.50, 1.25e3. No thousands marks, no spaces, no plus sign.
Amount read_amount(std::string_view text, int decimals);

// Whether canonical_number() gives one.
bool is_number(std::string_view text);

// The number as canonical text: "1.5" for 1.50 and 15e-1, "0" for -0.0. Empty when it is none, or needs more than
// kMaxNumberCharacters characters.
std::optional<std::string> canonical_number(std::string_view text);

// `value` of 10^-decimals as text without trailing zeros.
std::string amount_text(std::int64_t value, int decimals);

// quantity × unit price − discount in minor units; empty when it is no whole minor unit or does not fit.
std::optional<std::int64_t> line_amount(std::int64_t quantity_micro, std::int64_t unit_price_micro, std::int64_t discount_minor, int decimals);

}  // namespace setia::adapters
