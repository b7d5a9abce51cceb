// What lowering makes of gives, limits and tables: exact rates, common denominators, texts that outlive a version.
#include <catch2/catch.hpp>

#include "tests/rules/plans.hpp"

namespace setia {
namespace {

using rules::QuantityType;
using tests::PlanMaker;

rules::GivePlan give(rules::GivePlanKind kind) { return {std::move(kind), dsl::ReceiverKind::kMember, {}, ""}; }

rules::GivePerPlan per_spend(std::int64_t amount_micro, std::int64_t step_minor, dsl::BlockKind block) {
  rules::GivePerPlan plan;
  plan.amount_micro = amount_micro;
  plan.per.block = block;
  plan.per.step = step_minor;
  plan.per.quantity = tests::quantity(dsl::QuantityKind::kSpend, QuantityType::kMoney);
  return plan;
}

TEST_CASE("[J3] an exact rate is a fraction in lowest terms, a block keeps its step") {
  PlanMaker maker;
  maker.rule("Blocks").gives.push_back(give(per_spend(1'000'000, 300, dsl::BlockKind::kFull)));
  maker.rule("Exact").gives.push_back(give(per_spend(1'000'000, 300, dsl::BlockKind::kExact)));
  const engine::Program program = maker.lowered();
  const engine::Give& blocks = program.rules[0].gives[0];
  CHECK((blocks.step == 300 && blocks.rate == engine::Ratio{1'000'000, 1}));
  const engine::Give& exact = program.rules[1].gives[0];
  CHECK((exact.step == 1 && exact.rate == engine::Ratio{10'000, 3}));
  CHECK((exact.base.kind == engine::BaseKind::kSpend));
}

TEST_CASE("a percentage of money goes through the worth of the unit, of a number it goes one for one") {
  PlanMaker maker;
  maker.plan.units.front().worth = 3'000'000;  // three minor units each
  rules::GivePercentPlan money{{}, {2, 100}, tests::quantity(dsl::QuantityKind::kSpend, QuantityType::kMoney)};
  rules::GivePercentPlan pieces{{}, {1, 2}, tests::quantity(dsl::QuantityKind::kItems, QuantityType::kNumber)};
  maker.rule("Money").gives.push_back(give(money));
  maker.rule("Pieces").gives.push_back(give(pieces));
  const engine::Program program = maker.lowered();
  CHECK(program.rules[0].gives[0].rate == engine::Ratio{20'000, 3});
  CHECK(program.rules[1].gives[0].rate == engine::Ratio{1, 2});
}

TEST_CASE("the denominator of a unit holds every rate and every factor") {
  PlanMaker maker;
  maker.rule("A").gives.push_back(give(per_spend(1, 3, dsl::BlockKind::kExact)));
  maker.rule("B").gives.push_back(give(per_spend(1, 4, dsl::BlockKind::kExact)));
  maker.rule("C").gives.push_back(give(rules::MultiplyPlan{{}, {}, engine::Ratio{5, 2}, {}}));
  maker.rule("D").gives.push_back(give(rules::MultiplyPlan{{}, {}, engine::Ratio{3, 2}, {}}));
  CHECK(maker.lowered().units.front().denominator == 24);
  maker.plan.units.front().meeting = engine::Meeting::kCompound;
  CHECK(maker.lowered().units.front().denominator == 48);
}

TEST_CASE("the text of a limit does not hold its number") {
  const auto texts = [](std::int64_t most) {
    PlanMaker maker;
    rules::CapPlan cap;
    cap.kind = engine::CapKind::kUnits;
    cap.most = most;
    cap.window = engine::CapWindow::kCalendar;
    maker.rule("Base").caps = {cap, cap};
    std::vector<std::string> all;
    for (const engine::Limit& limit : maker.lowered().limits) all.push_back(limit.text);
    return all;
  };
  CHECK(texts(5) == texts(7));
  CHECK(texts(5) == std::vector<std::string>{"rule \"Base\": beans per member per day", "rule \"Base\": beans per member per day, 2"});
}

TEST_CASE("a rule lives within the program's run") {
  PlanMaker maker;
  maker.plan.runs = {100, 200};
  maker.rule("Long");
  maker.rule("Short").from = {150, 30};
  const engine::Program program = maker.lowered();
  CHECK((program.rules[0].from == engine::CivilTime{100, 0} && program.rules[0].until == engine::CivilTime{200, 1439}));
  CHECK(program.rules[1].from == engine::CivilTime{150, 30});
}

TEST_CASE("the ends of a band of part of are where the next begins") {
  PlanMaker maker;
  rules::TablePlan table;
  table.keys.push_back({dsl::KeyKind::kPartOf, tests::quantity(dsl::QuantityKind::kSpend, QuantityType::kMoney)});
  table.columns = {"beans"};
  for (const std::int64_t from : {0, 100}) {
    rules::RowPlan row;
    row.keys.emplace_back().low = from;
    row.values.push_back(engine::Ratio{1, 1});
    table.rows.push_back(row);
  }
  rules::GiveByPlan by{{rules::UnitRef{0}}, per_spend(0, 100, dsl::BlockKind::kExact).per, table};
  maker.rule("Parts").gives.push_back(give(by));
  const engine::Table lowered = maker.lowered().tables.front();
  CHECK((lowered.rows[0].keys[0].low == 0 && lowered.rows[0].keys[0].high == 100));
  CHECK(lowered.rows[1].keys[0].low == 100);
  CHECK(lowered.rows[0].values[0] == engine::Ratio{10'000, 1});
}

TEST_CASE("a category without a row of its own belongs to the nearest one above it that has") {
  PlanMaker maker;
  maker.plan.lists.push_back({"Categories", "category", {}, {{"espresso", "coffee"}, {"ristretto", "espresso"}, {"latte", "coffee"}}});
  rules::QuantityPlan category = tests::quantity(dsl::QuantityKind::kField, QuantityType::kText);
  category.field = rules::BuiltIn::kCategory;
  rules::TablePlan table;
  table.keys.push_back({dsl::KeyKind::kQuantity, category});
  for (const std::string text : {"coffee", "espresso"}) {
    rules::RowPlan row;
    row.keys.emplace_back().texts = {text};
    row.values.push_back(engine::Ratio{1, 1});
    table.rows.push_back(row);
  }
  maker.rule("Rule").gives.push_back(give(rules::GiveByPlan{{rules::UnitRef{0}}, {}, table}));
  const engine::Table lowered = maker.lowered().tables.front();
  CHECK(lowered.rows[0].keys[0].texts.members.size() == 2);  // coffee, latte
  CHECK(lowered.rows[1].keys[0].texts.members.size() == 2);  // espresso, ristretto
}

}  // namespace
}  // namespace setia
