// Exact fractions of any size, and the three things done with them: floor, rounding to a step, sharing.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <vector>

#include "engine/program.hpp"

namespace setia::oracle {

using Integer = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

Integer floor_of(const Exact& value);
Integer ceiling_of(const Exact& value);

// The multiple of `step` that `mode` names; halves as the mode says.
Exact rounded(const Exact& value, engine::RoundMode mode, const Exact& step);
inline Exact down_to(const Exact& value, const Exact& step) { return rounded(value, engine::RoundMode::kDown, step); }

// `total`, a multiple of `step`, in multiples of `step` by largest remainder of `weights` (not negative); ties to the
// earlier. All zero when the weights are.
std::vector<Exact> shared(const Exact& total, const std::vector<Exact>& weights, const Exact& step);

std::int64_t to_int64(const Exact& whole);

}  // namespace setia::oracle
