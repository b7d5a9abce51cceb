// Rounds exact amounts to whole steps [J4].
#pragma once

#include "engine/program.hpp"
#include "engine/ratio.hpp"

namespace setia::engine {

// The multiple of `step` that `mode` picks for `value` >= 0; `step` > 0 is in the scale of `value`.
inline Wide round_to(Wide value, Wide step, RoundMode mode, Checked& checked) {
  ENSURE(value >= 0);
  const Division steps = divide(value, step);
  if (steps.remainder == 0) return value;
  const Wide below = value - steps.remainder;
  const Wide to_next = step - steps.remainder;
  bool up = false;
  switch (mode) {
    case RoundMode::kDown: up = false; break;
    case RoundMode::kUp: up = true; break;
    case RoundMode::kHalfUp: up = steps.remainder >= to_next; break;
    case RoundMode::kHalfDown: up = steps.remainder > to_next; break;
    case RoundMode::kHalfEven: up = steps.remainder > to_next || (steps.remainder == to_next && steps.quotient % 2 != 0); break;
  }
  return up ? checked.add(below, step) : below;
}

}  // namespace setia::engine
