// What must hold of a ladder once its table is read.
#pragma once

#include "rules/check/context.hpp"

namespace setia::rules {

// What starts from zero, is carried over, or is counted by status periods; false where it cannot be. Fills the plan.
bool check_counting(Context& context, const dsl::Declaration& declaration, const std::vector<const dsl::CarrySurplus*>& carries, LadderPlan& plan);

// Whether every level can be held by somebody, on every day on which other rows come into force.
void check_levels(Context& context, const LadderPlan& plan);

}  // namespace setia::rules
