// Amounts, dates and facts of tests, in the scales of the engine. What check has accepted always has a value here.
#pragma once

#include <optional>
#include <string>

#include "dsl/clause.hpp"
#include "engine/event.hpp"
#include "rules/plan.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

std::int64_t minor_of(const Plan& plan, const dsl::Amount& money);
std::int64_t micro_of(const dsl::Decimal& number);

// The unit that an amount is of, by its name or its singular; "5.00 EUR in cashback" is of the unit named last.
UnitRef unit_of(const Plan& plan, const dsl::Amount& holding);
UnitRef thing_named(const Plan& plan, dsl::ThingKind kind, const std::string& name);  // a badge, or a reward's voucher
// Empty when the name is a field's.
std::optional<engine::LadderId> ladder_named(const engine::Program& program, const std::string& name);
// The rank of the level that a fact about a ladder states; the check knows that there is one.
std::size_t level_rank(const engine::Ladder& ladder, const dsl::Fact& fact);

TestTime time_of(const dsl::TestMoment& at);

// As an event would carry it.
engine::Value value_of(const dsl::Fact& fact);
void set_field(engine::Fields& fields, const std::string& name, engine::Value value);

std::optional<std::size_t> member_field(const engine::Program& program, const std::string& name);
CounterRef counter_named(const Plan& plan, const std::string& name);
MeasureRef measure_named(const Plan& plan, const std::string& name);
// A rule's own limits go by the rule's name, whichever of the two the line says.
bool is_named(const engine::Limit& limit, dsl::NamedKind kind, const std::string& name);
RuleRef rule_named(const Plan& plan, const std::string& name);

}  // namespace setia::rules
