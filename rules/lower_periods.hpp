// Named periods: which of their stretches a quantity or a limit means.
//
// A window is one stretch of days, so what reads `this period` is lowered once for each stretch, beside the days on which
// that stretch is meant. Windows go by whole days; limits by the minute.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

struct Stretch {
  engine::DayRange asked;   // the days on which it is the period's stretch
  engine::DayRange window;  // its own days
};

// Of `this|last period` in a quantity or in the measure that it names, in order; empty when it reads no period.
std::vector<Stretch> stretches_of(const Plan& plan, const QuantityPlan& quantity);
std::vector<Stretch> stretches_of(const Plan& plan, const MeasurePlan& measure);

}  // namespace setia::rules
