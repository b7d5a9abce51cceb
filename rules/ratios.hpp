// Exact fractions of the rates that a program states: products and quotients in lowest terms.
#pragma once

#include "engine/program.hpp"

namespace setia::rules {

// Both are refused by check (common denominators) before they can fail to fit: a result that does not is our mistake.
engine::Ratio times(engine::Ratio a, engine::Ratio b);
engine::Ratio over(engine::Ratio a, std::int64_t divisor);

// Millionths of a whole unit of `worth` for one minor unit of money: 10^12 / worth.
engine::Ratio micro_per_minor(std::int64_t worth);

}  // namespace setia::rules
