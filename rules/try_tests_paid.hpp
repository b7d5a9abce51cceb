// What somebody paid in a test, and what discounts took off.
#pragma once

#include "dsl/clause.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

// Minor units that a rule's discounts took, or all together, as the receipts report it.
std::int64_t taken_off(const TestWorld& world, const std::vector<const Happened*>& all, const std::optional<dsl::Name>& rule);

// Millionths of the unit that were redeemed, whoever lent them.
std::int64_t spent(const std::vector<const Happened*>& all, UnitRef unit);

// The basket in minor units, less what units pay of it.
std::int64_t left_to_pay(const TestWorld& world, engine::Event event);

}  // namespace setia::rules
