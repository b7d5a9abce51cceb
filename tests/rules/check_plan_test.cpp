// What a plan holds after the check of a program without mistakes.
#include <catch2/catch.hpp>

#include "rules/denominators.hpp"
#include "rules/follow_ups.hpp"
#include "tests/rules/checking.hpp"

using namespace setia;
using tests::checked_text;

namespace {

const std::string kHead =
    "program \"Beans\" version 3\n  currency EUR\n  timezone \"Europe/Paris\"\n\n"
    "points beans\n  one is a bean\n  worth 0.01 EUR each\n\n";

tests::CheckedFile checked(const std::string& declarations) {
  tests::CheckedFile file = checked_text("beans.setia", kHead + declarations);
  for (const dsl::Diagnostic& diagnostic : file.checked->diagnostics.all())
    INFO(dsl::render_text(diagnostic, file.text.sources, dsl::Colour::kNo));
  REQUIRE_FALSE(file.checked->diagnostics.has_errors());
  return file;
}

rules::RulePlan rule_of(const std::string& lines) { return checked("rule \"Offer\"\n" + lines).checked->plan.rules.front(); }

}  // namespace

TEST_CASE("amounts stand in the scales of the engine") {
  const auto file =
      checked("rule \"Base\"\n  on purchase\n  give 1.5 beans per full 2.50 EUR of spend\n  at most 500 beans per member per day\n");
  const rules::Plan& plan = file.checked->plan;
  CHECK(plan.units.front().worth == 1'000'000);
  const auto& give = std::get<rules::GivePerPlan>(plan.rules.front().gives.front().kind);
  CHECK(give.amount_micro == 1'500'000);
  CHECK(give.per.step == 250);
  CHECK(give.per.block == dsl::BlockKind::kFull);
  const rules::CapPlan& cap = plan.rules.front().caps.front();
  CHECK(cap.most == 500'000'000);
  CHECK(cap.kind == engine::CapKind::kUnits);
  CHECK(cap.window == engine::CapWindow::kCalendar);
}

TEST_CASE("a unit without a round line rounds down to whole units per rule [J4]") {
  const auto file = checked("rule \"Base\"\n  on purchase\n  give 1 bean per 1.00 EUR of spend\n");
  REQUIRE(file.checked->plan.units.front().stages.size() == 1);
  CHECK(file.checked->plan.units.front().stages.front().stage == engine::RoundStage::kRule);
  CHECK(file.checked->plan.units.front().stages.front().step == 1'000'000);
}

TEST_CASE("a weekday range may run over the end of the week") {
  const rules::RulePlan rule = rule_of("  on purchase\n  when day is from saturday to monday\n  give 10 beans\n  without limit\n");
  CHECK(std::get<rules::WeekdayIn>(rule.conditions.front().kind).days == std::vector<int>{5, 6, 0});
}

TEST_CASE("both ends of a run are included [T2]") {
  const rules::RulePlan rule = rule_of("  on purchase\n  give 10 beans\n  without limit\n  from 2027-01-01 until 2027-01-31\n");
  CHECK(rule.from == engine::CivilTime{engine::day_from({2027, 1, 1}), 0});
  CHECK(rule.until == engine::CivilTime{engine::day_from({2027, 1, 31}), 1439});
}

TEST_CASE("named things are sorted bytewise whatever their order in the files [J11]") {
  const auto file = checked(
      "rule \"b\"\n  on purchase\n  give 1 bean per 1.00 EUR of spend\n\nrule \"a\"\n  on purchase\n  multiply beans from \"b\" by 2\n");
  const rules::Plan& plan = file.checked->plan;
  CHECK(plan.rules[0].name == "a");
  CHECK(std::get<rules::MultiplyPlan>(plan.rules[0].gives.front().kind).from.front().index == 1);
}

TEST_CASE("rows of a table hold exact values, any and several keys") {
  const rules::RulePlan rule = rule_of(
      "  on purchase\n  give beans per 1.00 EUR of spend by category\n"
      "  | category         | beans |\n  | coffee or \"hot tea\" | 1.25  |\n  | merch            | -     |\n  | otherwise        | 1     "
      "|\n");
  const auto& table = std::get<rules::GiveByPlan>(rule.gives.front().kind).table;
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0].keys.front().texts == std::vector<std::string>{"coffee", "hot tea"});
  CHECK(table.rows[0].values.front() == engine::Ratio{5, 4});
  CHECK_FALSE(table.rows[1].values.front().has_value());
  CHECK(table.rows[2].otherwise);
}

TEST_CASE("a declaration with a mistake keeps its name known") {
  const auto file = checked_text("beans.setia", kHead +
                                                    "rule \"Base\"\n  on purchase\n  giv 1 bean per 1.00 EUR of spend\n\nrule \"Twice\"\n  "
                                                    "on purchase\n  multiply beans from \"Base\" by 2\n");
  CHECK(file.checked->diagnostics.all().size() == 1);
}

TEST_CASE("every mistake of a program is said at once") {
  const auto file = checked_text(
      "beans.setia",
      kHead +
          "rule \"A\"\n  on purchase\n  give 0 beans\n\nrule \"B\"\n  on purchase\n  multiply stars by 2\n\nrule \"C\"\n  give 10 beans\n");
  REQUIRE(file.checked->diagnostics.all().size() == 3);
  CHECK(file.checked->diagnostics.all()[0].code == "S025");
  CHECK(file.checked->diagnostics.all()[1].code == "S020");
  CHECK(file.checked->diagnostics.all()[2].code == "S041");
}

TEST_CASE("[J10] what follows from one event is bounded, and the bound is known") {
  const auto most = [](const std::string& declarations) { return rules::most_follow_ups(checked(declarations).checked->plan); };
  const std::string base = "points stars\n  one is a star\n\nrule \"Base\"\n  on purchase\n  give 1 bean per full 1.00 EUR of spend\n\n";
  const std::string hundred = "rule \"Hundred\"\n  on purchase\n  when beans earned ever reaches 100 beans\n  give 3 stars\n  without limit\n\n";
  const std::string fifties = "rule \"Fifties\"\n  on purchase\n  when stars earned ever reaches 50 stars and every 50 stars after\n  give 1 bean\n  without limit\n\n";
  CHECK(most(base) == 0);
  CHECK(most(base + hundred) == 1);
  CHECK(most(base + hundred + fifties) == 3);  // its own time, and once more for what "Hundred" gives
  // 10 beans for each 500: 1.8 * 10^10 marks at most, a fiftieth of them the next time, …
  const std::string itself = "rule \"Itself\"\n  on purchase\n  when beans earned ever reaches 500 beans and every 500 beans after\n  give 10 beans\n  without limit\n";
  CHECK(most(base + itself) == 8);
}
