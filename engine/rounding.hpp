// Exact amounts become whole steps: rounding by mode, and sharing one rounded amount by largest remainder [J4].
//
// Exact amounts are 128-bit numerators over a denominator that the unit fixes (engine/program.hpp, "Scales").
#pragma once

#include <cstdint>
#include <span>

#include "engine/program.hpp"

namespace setia::engine {

// `numerator` / `denominator` (> 0) to a whole number, by mode. Exact halves go as the mode says.
Wide round_quotient(Wide numerator, Wide denominator, RoundMode mode);

// How many pieces a quantity is when each is rounded by itself: a begun one is one.
Wide whole_pieces(std::int64_t quantity_micro);

// Shares `total` over `weights` (not negative) by largest remainder; ties go to the earlier place. The shares add up to
// `total` exactly; all are zero when every weight is. `shares` has the length of `weights`.
void allot(Wide total, std::span<const Wide> weights, std::span<Wide> shares);

// Shares `steps` whole steps of `step` (> 0) over exact amounts: each has the whole steps it holds, the rest go to the largest
// remainders, ties to the earlier place. `steps` lies between the sum rounded down and up.
void share_steps(Wide steps, Wide step, std::span<const Wide> amounts, std::span<Wide> shares);

// a * b / c rounded down (towards minus infinity), exact within 128 bit; `overflow` is set when a * b does not fit.
Wide scaled(Wide a, Wide b, Wide c, bool& overflow);

}  // namespace setia::engine
