// The `given` lines of a test: facts that hold before its first event, and that give nothing.
#pragma once

#include <vector>

#include "dsl/clause.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

// Who takes part, and from when: everybody joins at 00:00 of the earliest day that the test names for them, unless it says
// how they join [P1]. Then the facts, those with a day in the order of days. `first_day` is that of the first `on` line.
void set_up(TestWorld& world, const dsl::Declaration& test, engine::Day first_day);

// The persons of a line, by name.
// That a member joins a rule.
engine::Event opt_event(const TestWorld& world, TestTime time, engine::MemberIndex member, const std::string& rule);

std::vector<engine::MemberIndex> everyone_in(const TestWorld& world, const dsl::Who& who);

}  // namespace setia::rules
