// Exact fractions, worked out in 128 bits.
#include "rules/ratios.hpp"

#include <limits>

#include "engine/ensure.hpp"

namespace setia::rules {
namespace {

using engine::Wide;

Wide divisor_of(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

engine::Ratio lowest(Wide num, Wide den) {
  ENSURE(den > 0);
  const Wide divisor = divisor_of(num, den);
  num /= divisor;
  den /= divisor;
  constexpr Wide most = std::numeric_limits<std::int64_t>::max();
  ENSURE(num <= most && num >= -most && den <= most);
  return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

}  // namespace

engine::Ratio times(engine::Ratio a, engine::Ratio b) { return lowest(Wide{a.num} * b.num, Wide{a.den} * b.den); }

engine::Ratio over(engine::Ratio a, std::int64_t divisor) { return lowest(a.num, Wide{a.den} * divisor); }

engine::Ratio micro_per_minor(std::int64_t worth) { return lowest(1'000'000'000'000, worth); }

}  // namespace setia::rules
