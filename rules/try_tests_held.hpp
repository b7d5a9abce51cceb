// What a member of a test holds until a day.
#pragma once

#include "rules/try_tests_world.hpp"

namespace setia::rules {

// How it is held, and the last day on which it is; of what is pending, the day of its release.
struct HeldUntil {
  dsl::HeldHow how = dsl::HeldHow::kAvailable;
  engine::Day day = 0;
};
std::int64_t held_until(const TestWorld& world, engine::MemberIndex member, const engine::Holding& holding, HeldUntil until);

}  // namespace setia::rules
