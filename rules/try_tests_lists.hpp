// What a test says of lists and of who belongs: facts about the program, not about its events.
#pragma once

#include "dsl/tree.hpp"
#include "rules/plan.hpp"

namespace setia::rules {

// True when the test says what a list holds, or who is in a list or a segment.
bool states_lists(const dsl::Declaration& test);
// The plan with what the test says.
Plan with_stated_lists(Plan plan, const dsl::Declaration& test);

}  // namespace setia::rules
