// Limits: a rule's own and the shared ones.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

// Fills program.limits, and `own` and `shared` of its rules, which are there already. Ids are provisional.
void lower_limits(Lowering& lowering);

}  // namespace setia::rules
