// What lowering makes of conditions: ranges, gaps, and slots that are shared.
#include <catch2/catch.hpp>

#include <limits>

#include "tests/rules/plans.hpp"

namespace setia {
namespace {

using dsl::CompareKind;
using dsl::QuantityKind;
using rules::QuantityType;
using tests::all_pass;
using tests::PlanMaker;

rules::QuantityPlan basket_total() { return tests::quantity(QuantityKind::kBasketTotal, QuantityType::kMoney); }

std::vector<engine::Check> checks_of(rules::ConditionPlan condition) {
  PlanMaker maker;
  maker.rule("Rule").conditions.push_back(std::move(condition));
  return maker.lowered().rules.front().checks;
}

TEST_CASE("comparisons with a number are one range") {
  const auto holds = [](CompareKind kind, std::int64_t value) { return all_pass(checks_of(tests::is(basket_total(), kind, 100)), value); };
  CHECK((holds(CompareKind::kAtLeast, 100) && !holds(CompareKind::kAtLeast, 99)));
  CHECK((holds(CompareKind::kAtMost, 100) && !holds(CompareKind::kAtMost, 101)));
  CHECK((holds(CompareKind::kMoreThan, 101) && !holds(CompareKind::kMoreThan, 100)));
  CHECK((holds(CompareKind::kLessThan, 99) && !holds(CompareKind::kLessThan, 100)));
  CHECK((holds(CompareKind::kEqual, 100) && !holds(CompareKind::kEqual, 101)));
  CHECK(checks_of(tests::is(basket_total(), CompareKind::kAtLeast, 100)).size() == 1);
}

TEST_CASE("a bound at the end of all numbers still means what it says") {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK_FALSE(all_pass(checks_of(tests::is(basket_total(), CompareKind::kMoreThan, most)), most));
  CHECK(all_pass(checks_of(tests::is(basket_total(), CompareKind::kAtMost, most)), most));
}

TEST_CASE("weekdays apart are a range with gaps, and none of them is their opposite") {
  const auto some = checks_of({rules::WeekdayIn{false, {0, 2, 4}}, {}, ""});
  const auto none = checks_of({rules::WeekdayIn{true, {0, 2, 4}}, {}, ""});
  for (int day = 0; day < 7; ++day) {
    const bool named = day == 0 || day == 2 || day == 4;
    CHECK(all_pass(some, day) == named);
    CHECK(all_pass(none, day) == !named);
  }
}

TEST_CASE("a time over midnight rules out what lies between") {
  const auto night = checks_of({rules::MinuteIn{22 * 60, 2 * 60}, {}, ""});
  REQUIRE(night.size() == 1);
  CHECK((all_pass(night, 22 * 60) && all_pass(night, 0) && all_pass(night, 120)));
  CHECK_FALSE((all_pass(night, 121) || all_pass(night, 22 * 60 - 1)));
  CHECK(checks_of({rules::MinuteIn{60, 59}, {}, ""}).empty());
}

TEST_CASE("equal quantities are one slot, other filters another") {
  PlanMaker maker;
  maker.rule("A").conditions.push_back(tests::is(tests::spend_on("coffee"), CompareKind::kAtLeast, 100));
  maker.rule("B").conditions.push_back(tests::is(tests::spend_on("coffee"), CompareKind::kAtMost, 900));
  maker.rule("C").conditions.push_back(tests::is(tests::spend_on("tea"), CompareKind::kAtLeast, 100));
  const engine::Program program = maker.lowered();
  CHECK(program.slots.size() == 2);
  CHECK(program.filters.size() == 3);  // the first is every line
  CHECK(program.rules[0].checks[0].slot == program.rules[1].checks[0].slot);
  CHECK(program.rules[0].checks[0].slot != program.rules[2].checks[0].slot);
}

TEST_CASE("a quantity over one window is one metric and one reading, over another a second reading") {
  PlanMaker maker;
  rules::QuantityPlan month = tests::spend_on("coffee");
  month.window = rules::WindowPlan{dsl::WindowKind::kThis, engine::CalendarUnit::kMonth, {}, {}, {}, {}};
  rules::QuantityPlan ever = tests::spend_on("coffee");
  ever.window = rules::WindowPlan{};
  maker.rule("A").conditions = {tests::is(month, CompareKind::kAtLeast, 1), tests::is(ever, CompareKind::kAtLeast, 1)};
  maker.rule("B").conditions = {tests::is(month, CompareKind::kAtLeast, 2)};
  const engine::Program program = maker.lowered();
  CHECK(program.metrics.size() == 1);
  CHECK(program.readings.size() == 2);
  CHECK(program.slots.size() == 2);
}

TEST_CASE("two quantities are compared by the sign of their difference") {
  PlanMaker maker;
  rules::ComparePlan compare;
  compare.kind = CompareKind::kMoreThan;
  compare.bound = tests::spend_on("tea");
  maker.rule("Rule").conditions.push_back({rules::QuantityIs{tests::spend_on("coffee"), compare}, {}, ""});
  const engine::Program program = maker.lowered();
  const engine::Check check = program.rules.front().checks.front();
  const engine::Slot& slot = program.slots[check.slot.index()];
  CHECK(slot.kind == engine::SlotKind::kDifference);
  CHECK((slot.left < check.slot && slot.right < check.slot));
  CHECK((tests::passes(check, 1) && !tests::passes(check, 0) && !tests::passes(check, -1)));
}

TEST_CASE("[J9] not from one quantity to another still asks for both to be there") {
  PlanMaker maker;
  rules::ComparePlan compare;
  compare.kind = CompareKind::kFromTo;
  compare.negated = true;
  compare.bound = tests::spend_on("tea");
  compare.upper = tests::spend_on("cake");
  maker.rule("Rule").conditions.push_back({rules::QuantityIs{basket_total(), compare}, {}, ""});
  const engine::Program program = maker.lowered();
  const std::vector<engine::Check>& checks = program.rules.front().checks;
  REQUIRE(checks.size() == 3);
  CHECK(program.slots[checks[2].slot.index()].kind == engine::SlotKind::kAllOf);
  for (const engine::Check& check : checks) CHECK(check.clause == 0);
}

TEST_CASE("the number of a condition line stands in each of its checks") {
  PlanMaker maker;
  maker.rule("Rule").conditions = {{rules::WeekdayIn{false, {0, 2}}, {}, ""}, {rules::MinuteIn{60, 120}, {}, ""}};
  const std::vector<engine::Check> checks = maker.lowered().rules.front().checks;
  REQUIRE(checks.size() == 3);
  CHECK((checks[0].clause == 0 && checks[1].clause == 0 && checks[2].clause == 1));
}

TEST_CASE("a category includes its sub-categories") {
  PlanMaker maker;
  maker.plan.lists.push_back(
      {"Categories", "category", {"coffee", "espresso", "ristretto"}, {{"espresso", "coffee"}, {"ristretto", "espresso"}}});
  maker.rule("Rule").conditions.push_back(tests::is(tests::spend_on("coffee"), CompareKind::kAtLeast, 1));
  CHECK(maker.lowered().sets.front().members.size() == 3);
}

}  // namespace
}  // namespace setia
