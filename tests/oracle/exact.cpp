#include "tests/oracle/exact.hpp"

#include <algorithm>
#include <numeric>

#include "engine/ensure.hpp"

namespace setia::oracle {
namespace {

bool half_goes_up(engine::RoundMode mode, const Integer& below) {
  switch (mode) {
    case engine::RoundMode::kHalfUp: return true;
    case engine::RoundMode::kHalfEven: return below % 2 != 0;
    default: return false;
  }
}

}  // namespace

Integer floor_of(const Exact& value) {
  const Integer above = numerator(value);
  const Integer below = denominator(value);
  Integer quotient = above / below;
  if (above < 0 && quotient * below != above) quotient -= 1;
  return quotient;
}

Integer ceiling_of(const Exact& value) { return -floor_of(-value); }

Exact rounded(const Exact& value, engine::RoundMode mode, const Exact& step) {
  const Exact steps = value / step;
  const Integer below = floor_of(steps);
  const Exact rest = steps - below;
  if (rest == 0 || mode == engine::RoundMode::kDown) return below * step;
  const Exact half = Exact(1) / 2;
  const bool up = mode == engine::RoundMode::kUp || rest > half || (rest == half && half_goes_up(mode, below));
  return Exact(up ? Integer(below + 1) : below) * step;
}

std::vector<Exact> shared(const Exact& total, const std::vector<Exact>& weights, const Exact& step) {
  std::vector<Exact> shares(weights.size(), 0);
  const Exact sum = std::accumulate(weights.begin(), weights.end(), Exact(0));
  if (sum == 0) return shares;
  std::vector<Exact> remainders;
  Exact rest = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Exact fair = total * weights[i] / sum;
    shares[i] = down_to(fair, step);
    remainders.push_back(fair - shares[i]);
    rest -= shares[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; rest > 0; ++i, rest -= step) shares[order[i]] += step;
  return shares;
}

std::int64_t to_int64(const Exact& whole) {
  ENSURE(denominator(whole) == 1);
  return static_cast<std::int64_t>(numerator(whole));
}

}  // namespace setia::oracle
