// What an event answered: whether it was refused, as a request or as a referral, and who was told what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/try_tests_world.hpp"

namespace setia::rules {

// What happened to a member in the last `on` line, or as the receipt of that name.
std::vector<const Happened*> happenings_of(const TestWorld& world, engine::MemberIndex member, const std::optional<dsl::Name>& receipt);
// The same, with what happened to others and brought them something.
std::vector<const Happened*> concerning(const TestWorld& world, engine::MemberIndex member, const std::optional<dsl::Name>& receipt);
std::vector<const Happened*> all_of_line(const TestWorld& world);

std::optional<engine::Refusal> refusal_in(const engine::Outcome& outcome, TestWorld& world);
std::vector<std::string> messages_to(engine::MemberIndex member, const Happened& happened);

}  // namespace setia::rules
