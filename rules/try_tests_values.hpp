// What a test says that a measure or a counter has come to.
#pragma once

#include "dsl/clause.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

// Sets it, as of 00:00 of the first day: a counter to that value, a measure by a history that comes to it.
// So much of the unit counts towards the ladder, without a lot.
void set_towards(TestWorld& world, engine::MemberIndex member, const dsl::GivenTowards& given, engine::Day first_day);
// The slot by which a ladder counts a unit; the check knows that there is one.
engine::SlotId count_of_unit(const engine::Program& program, const engine::Ladder& ladder, engine::UnitId unit);
void set_value(TestWorld& world, engine::MemberIndex member, const dsl::GivenIn& given, engine::Day first_day);

}  // namespace setia::rules
