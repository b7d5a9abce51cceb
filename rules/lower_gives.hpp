// What a rule gives.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

// Adds the gives and the sayings of `from` to `rule`, in file order.
void lower_gives(Lowering& lowering, const RulePlan& from, engine::Rule& rule);

}  // namespace setia::rules
