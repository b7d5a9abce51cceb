#include "engine/rounding.hpp"

#include "engine/ensure.hpp"

namespace setia::engine {
namespace {

Wide floor_quotient(Wide a, Wide b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

bool goes_up(Wide floor, Wide remainder, Wide denominator, RoundMode mode) {
  const Wide doubled = 2 * remainder;
  switch (mode) {
    case RoundMode::kDown: return false;
    case RoundMode::kUp: return remainder != 0;
    case RoundMode::kHalfUp: return doubled >= denominator;
    case RoundMode::kHalfDown: return doubled > denominator;
    case RoundMode::kHalfEven: return doubled > denominator || (doubled == denominator && floor % 2 != 0);
  }
  return false;
}

}  // namespace

Wide round_quotient(Wide numerator, Wide denominator, RoundMode mode) {
  const Wide floor = floor_quotient(numerator, denominator);
  return floor + (goes_up(floor, numerator - floor * denominator, denominator, mode) ? 1 : 0);
}

void allot(Wide total, std::span<const Wide> weights, std::span<Wide> shares) {
  ENSURE(weights.size() == shares.size());
  Wide sum = 0;
  for (const Wide weight : weights) sum += weight;
  for (Wide& share : shares) share = 0;
  if (sum == 0) return;
  bool overflow = false;
  Wide given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) given += shares[i] = scaled(total, weights[i], sum, overflow);
  ENSURE(!overflow);
  // What is missing is less than one per place: each goes to the largest remainder not yet served. A place is served at
  // most once, which its share above the floor shows.
  for (; given < total; ++given) {
    std::size_t best = weights.size();
    Wide best_remainder = -1;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Wide remainder = total * weights[i] - shares[i] * sum;
      if (remainder > best_remainder) best = i, best_remainder = remainder;
    }
    ++shares[best];
  }
}

Wide scaled(Wide a, Wide b, Wide c, bool& overflow) {
  Wide product = 0;
  if (__builtin_mul_overflow(a, b, &product)) overflow = true;
  return floor_quotient(product, c);
}

}  // namespace setia::engine
