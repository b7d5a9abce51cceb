// Tests that bring another program into force.
#include <catch2/catch.hpp>

#include "rules/next_programs.hpp"
#include "rules/try_tests.hpp"
#include "tests/rules/checked_program.hpp"

namespace setia {
namespace {

constexpr const char* kBase = R"(program "P" version 1
  currency EUR
  timezone "Europe/Paris"

points beans
  one is a bean

rule "Base"
  on purchase
  give 1 bean per 1.00 EUR of spend
)";

constexpr const char* kKnows = R"(
test "the next program knows what was bought before it"
  on 2027-01-06 at 10:00 Ana buys 60.00 EUR of "tea"
  expect Ana gets 60 beans from "Base"
  on 2027-02-01 at 00:00 program "next.setia" begins
  on 2027-02-03 at 10:00 Ana buys 40.00 EUR of "tea"
  expect Ana gets 80 beans from "Base"
  expect Ana gets 5 beans from "Regular"
  expect Ana has 145 beans
)";

constexpr const char* kNext = R"(program "P" version 2
  currency EUR
  timezone "Europe/Paris"

points beans
  one is a bean

measure "Spent"
  sum of spend in the last 60 days

rule "Base"
  on purchase
  give 2 beans per 1.00 EUR of spend

rule "Regular"
  on purchase
  when measure "Spent" is at least 100.00 EUR
  give 5 beans
  without limit
)";

rules::NextPrograms beside(const std::string& text) {
  rules::ProgramText program;
  program.sources.emplace_back("next.setia", text);
  return {{"next.setia", program}};
}

rules::TestResult only_result(const tests::CheckedProgram& program, const rules::NextPrograms& next) {
  const std::vector<rules::TestResult> results = rules::try_tests(*program.checked, program.text, program.zones, {}, next);
  REQUIRE(results.size() == 1);
  return results.front();
}

TEST_CASE("a program that begins in a test knows the history before it") {
  const tests::CheckedProgram program("first.setia", std::string(kBase) + kKnows);
  CHECK(rules::check_next_programs(*program.checked, program.text, beside(kNext), program.zones).all().empty());
  const rules::TestResult result = only_result(program, beside(kNext));
  INFO(result.got);
  CHECK(result.passed);
}

TEST_CASE("lines behind it are read with the names of that program") {
  std::string other = kNext;
  other.replace(other.find("\"Regular\""), 9, "\"Loyal\"");
  const tests::CheckedProgram program("first.setia", std::string(kBase) + kKnows);
  const dsl::Diagnostics diagnostics = rules::check_next_programs(*program.checked, program.text, beside(other), program.zones);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all().front().code == "S020");
  CHECK(diagnostics.all().front().labels.front().span.file == 0);
  CHECK(program.text.sources.front().line(diagnostics.all().front().labels.front().span.line) == "  expect Ana gets 5 beans from \"Regular\"");
  CHECK_FALSE(only_result(program, beside(other)).passed);
}

TEST_CASE("a return keeps what the receipt had, though a later program's limit has let more be used since") {
  for (const char* within : {"per member per month", "in total"}) {
    const std::string text = std::string(kBase) + "  at most 50 beans " + within + "\n";
    std::string next = text;
    next.replace(next.find("version 1"), 9, "version 2").replace(next.find("50 beans"), 8, "80 beans");
    const tests::CheckedProgram program("first.setia", text + R"(
test "half goes back"
  on 2027-01-10 at 10:00 Ana buys 40.00 EUR of "tea" as "R"
  expect Ana gets 40 beans
  on 2027-01-15 at 00:00 program "next.setia" begins
  on 2027-01-20 at 10:00 Ana buys 40.00 EUR of "tea"
  expect Ana gets 40 beans
  on 2027-01-21 at 10:00 Ana returns 20.00 EUR of "R"
  expect Ana has 60 beans
)");
    CHECK(rules::check_next_programs(*program.checked, program.text, beside(next), program.zones).all().empty());
    const rules::TestResult result = only_result(program, beside(next));
    INFO(within << ": " << result.got);
    CHECK(result.passed);
  }
}

TEST_CASE("a ladder that a program brings is looked at as it comes into force") {
  const tests::CheckedProgram program("first.setia", std::string(kBase) + R"(
test "history reaches its levels"
  on 2027-01-06 at 10:00 Ana buys 60.00 EUR of "tea"
  on 2027-02-01 at 00:00 program "next.setia" begins
  expect Ana has status silver
  expect Ana is told "Silver now"
)");
  const std::string next = R"(program "P" version 2
  currency EUR
  timezone "Europe/Paris"

points beans
  one is a bean

tiers status
  count beans earned this year
  | tier   | from |
  | silver | 50   |

rule "Base"
  on purchase
  give 1 bean per 1.00 EUR of spend

rule "Silver"
  on status change
  when status rises to silver
  say "Silver now"
)";
  CHECK(rules::check_next_programs(*program.checked, program.text, beside(next), program.zones).all().empty());
  const rules::TestResult result = only_result(program, beside(next));
  INFO(result.got);
  CHECK(result.passed);
}

TEST_CASE("a program that nobody has is told, and its test fails") {
  const tests::CheckedProgram program("first.setia", std::string(kBase) + kKnows);
  CHECK(rules::check_next_programs(*program.checked, program.text, {}, program.zones).has_errors());
  const rules::TestResult result = only_result(program, {});
  CHECK_FALSE(result.passed);
  CHECK(result.got == "there is no such program");
}

}  // namespace
}  // namespace setia
