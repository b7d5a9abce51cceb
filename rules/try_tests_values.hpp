// What a test says that a measure or a counter has come to.
#pragma once

#include "dsl/clause.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

// Sets it, as of 00:00 of the first day: a counter to that value, a measure by a history that comes to it.
void set_value(TestWorld& world, engine::MemberIndex member, const dsl::GivenIn& given, engine::Day first_day);

}  // namespace setia::rules
