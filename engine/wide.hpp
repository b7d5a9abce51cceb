// 128-bit arithmetic that takes the short way where numbers are short, as nearly all are: a division of 128 bits is a call of
// a hundred instructions.
#pragma once

#include <cstdint>

#include "engine/program.hpp"

namespace setia::engine {

// Units, quantities and shares are kept in millionths (ledger.md, "Scales").
inline constexpr Wide kMillion = 1'000'000;

inline bool is_short(Wide value) { return value == static_cast<std::int64_t>(value); }

// a / b, towards zero.
inline Wide quotient(Wide a, Wide b) {
  if (is_short(a) && is_short(b) && b > 0) return static_cast<std::int64_t>(a) / static_cast<std::int64_t>(b);
  return a / b;
}

inline Wide remainder(Wide a, Wide b) { return a - quotient(a, b) * b; }

// a / b, towards minus infinity.
inline Wide floor_quotient(Wide a, Wide b) {
  const Wide towards_zero = quotient(a, b);
  return towards_zero - (towards_zero * b != a && (a < 0) != (b < 0) ? 1 : 0);
}

// a * b; `overflow` is set when it does not fit.
inline Wide product(Wide a, Wide b, bool& overflow) {
  if (is_short(a) && is_short(b)) return a * b;
  Wide result = 0;
  if (__builtin_mul_overflow(a, b, &result)) overflow = true;
  return result;
}

}  // namespace setia::engine
