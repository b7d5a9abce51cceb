// Which units a give of a plan posts.
#pragma once

#include <vector>

#include "rules/plan.hpp"

namespace setia::rules {

std::vector<UnitRef> units_given(const GivePlan& give);

}  // namespace setia::rules
