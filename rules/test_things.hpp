// Badges and vouchers in the lines of a test: counted, and said in words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/try_tests_world.hpp"

namespace setia::rules {

// Millionths of a badge or voucher that came to the member: from rules, or for a price; of those valid until a day, if one is said.
std::int64_t things_got(const std::vector<const Happened*>& happenings, engine::MemberIndex member, UnitRef unit, std::optional<engine::Day> until);

// Whether that many are what the line says.
bool agrees_with(const dsl::ExpectThing& expect, std::int64_t got_micro);
std::string things_in_words(const dsl::ExpectThing& expect, std::int64_t got_micro);

// True for the rule of that name; what using a reward does goes by the reward's.
bool is_called(const Plan& plan, engine::RuleId rule, const std::string& name);

}  // namespace setia::rules
