#include "engine/rounding.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

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

// For products beyond 128 bit: everything is halved until they fit. What that loses goes to the first place that has a
// weight, so that the shares still add up.
void allot_coarsely(Wide total, std::span<const Wide> weights, std::span<Wide> shares) {
  int bits = 0;
  for (Wide largest = *std::max_element(weights.begin(), weights.end()); largest > (Wide{1} << 40); largest >>= 1) ++bits;
  int total_bits = 0;
  for (Wide left = total; left > (Wide{1} << 80); left >>= 1) ++total_bits;
  Wide sum = 0, given = 0;
  for (const Wide weight : weights) sum += weight >> bits;
  for (std::size_t i = 0; i < weights.size(); ++i) given += shares[i] = ((total >> total_bits) * (weights[i] >> bits) / sum) << total_bits;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) {
      shares[i] += total - given;
      return;
    }
  }
}

}  // namespace

Wide round_quotient(Wide numerator, Wide denominator, RoundMode mode) {
  const Wide floor = floor_quotient(numerator, denominator);
  return floor + (goes_up(floor, numerator - floor * denominator, denominator, mode) ? 1 : 0);
}

Wide whole_pieces(std::int64_t quantity_micro) { return std::max<Wide>(1, (Wide{quantity_micro} + 999'999) / 1'000'000); }

void allot(Wide total, std::span<const Wide> weights, std::span<Wide> shares) {
  ENSURE(weights.size() == shares.size());
  Wide sum = 0;
  for (const Wide weight : weights) sum += weight;
  for (Wide& share : shares) share = 0;
  if (sum == 0) return;
  if (total == sum) {
    std::copy(weights.begin(), weights.end(), shares.begin());
    return;
  }
  bool overflow = false;
  Wide given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) given += shares[i] = scaled(total, weights[i], sum, overflow);
  if (overflow) return allot_coarsely(total, weights, shares);
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

void share_steps(Wide steps, Wide step, std::span<const Wide> amounts, std::span<Wide> shares) {
  ENSURE(amounts.size() == shares.size());
  Wide left = steps;
  for (std::size_t i = 0; i < amounts.size(); ++i) left -= shares[i] = quotient(amounts[i], step);
  for (; left > 0; --left) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < amounts.size(); ++i) {
      if (amounts[i] - shares[i] * step > amounts[best] - shares[best] * step) best = i;
    }
    ++shares[best];
  }
}

Wide scaled(Wide a, Wide b, Wide c, bool& overflow) {
  return floor_quotient(product(a, b, overflow), c);
}

}  // namespace setia::engine
