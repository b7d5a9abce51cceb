// Failing tests of programs, and the sentences that say why.
#include <catch2/catch.hpp>

#include "rules/try_tests.hpp"
#include "tests/rules/checked_program.hpp"

namespace setia {
namespace {

constexpr const char* kProgram = R"(program "Why" version 1
  currency EUR
  timezone "Europe/Paris"

points beans
  one is a bean
  worth 0.01 EUR each

rule "Base"
  on purchase
  give 1 bean per 1.00 EUR of spend
  at most 15 beans per member per day

rule "Ended"
  on purchase
  give 1 bean
  until 2026-12-31
  without limit

rule "Saturday"
  on purchase
  when day is saturday
  give 3 beans
  without limit

rule "App"
  on purchase
  when channel is "app"
  give 2 beans
  without limit

rule "Best"
  on purchase
  give 9 beans
  without limit
  in stack "One"

rule "Second"
  on purchase
  give 8 beans
  without limit
  in stack "One"

rule "Welcome"
  on joining
  give 5 beans
  at most 1 time per member ever

stack "One"
  keep the best

test "passes"
  on 2027-01-06 at 10:00 Ana buys 20.00 EUR of "tea"
  expect Ana gets 15 beans from "Base"

test "fails"
  on 2027-01-06 at 10:00 Ana buys 20.00 EUR of "tea"
  expect Ana gets 20 beans from "Base"
)";

TEST_CASE("a failed test says what was expected, what came, and why of every rule") {
  const tests::CheckedProgram program("why.setia", kProgram);
  const std::vector<rules::TestResult> results = rules::try_tests(*program.checked, program.text, program.zones);
  REQUIRE(results.size() == 2);
  CHECK((results[0].passed && results[0].rules.empty()));
  const rules::TestResult& failed = results[1];
  CHECK_FALSE(failed.passed);
  CHECK(failed.file == "why.setia");
  CHECK(program.text.sources.front().line(failed.line) == "  expect Ana gets 20 beans from \"Base\"");
  CHECK(failed.expected == "expect Ana gets 20 beans from \"Base\"");
  CHECK(failed.got == "15 beans");
  CHECK(failed.rules == std::vector<std::string>{
                            "\"App\" gave nothing: channel is \"app\" (line 28) cannot be answered: the event names no channel",
                            "\"Base\" gave 15 beans, cut from 20 beans by at most 15 beans per member per day (line 12); "
                            "give 1 bean per 1.00 EUR of spend (line 11), on 20.00 EUR",
                            "\"Best\" gave 9 beans; give 9 beans (line 34)",
                            "\"Ended\" gave nothing: it ended on 2026-12-31 at 23:59",
                            "\"Saturday\" gave nothing: day is saturday (line 22) does not hold, it was wednesday",
                            "\"Second\" gave nothing: \"Best\" won in stack \"One\"",
                        });
}

TEST_CASE("what must be passed is not said with millionths") {
  const auto why = [](const std::string& condition) {
    const std::string text = "program \"P\" version 1\n  currency EUR\n  timezone \"Europe/Paris\"\n\npoints beans\n  one is a bean\n\nrule \"R\"\n  on purchase\n  when " + condition +
                             "\n  give 1 bean\n  without limit\n\ntest \"T\"\n  on 2027-01-06 at 10:00 Ana buys 4 items of \"tea\" for 6.00 EUR\n  expect Ana gets 1 bean\n";
    const tests::CheckedProgram program("p.setia", text);
    const std::vector<rules::TestResult> results = rules::try_tests(*program.checked, program.text, program.zones);
    REQUIRE((results.size() == 1 && results.front().rules.size() == 1));
    const std::string& said = results.front().rules.front();
    return said.substr(said.find("; ") + 2);
  };
  CHECK(why("items is more than 7") == "more than 3 more would reach it");
  CHECK(why("items is more than 4") == "any more would reach it");
  CHECK(why("items is at least 7") == "3 more would reach it");
  CHECK(why("basket total is more than 7.00 EUR") == "1.01 EUR more would reach it");
}

TEST_CASE("a factor of 1 is said to be one, and no lack of a base") {
  const tests::CheckedProgram program("p.setia", R"(program "P" version 1
  currency EUR
  timezone "Europe/Paris"

points beans
  one is a bean

tiers status
  count beans earned this year
  | tier  | from | beans | keeps for |
  | basic | 0    | x1    | forever   |
  | gold  | 500  | x1.5  | 12 months |

rule "Base"
  on purchase
  give 1 bean per 1.00 EUR of spend

rule "Bonus"
  on purchase
  multiply beans from "Base" by status beans

test "T"
  on 2027-01-06 at 10:00 Ana buys 20.00 EUR of "tea"
  expect Ana gets 30 beans

test "nothing to multiply"
  on 2027-01-06 at 10:00 Ana buys 0.00 EUR of "tea"
  expect Ana gets 30 beans
)");
  const std::vector<rules::TestResult> results = rules::try_tests(*program.checked, program.text, program.zones);
  REQUIRE((results.size() == 2 && results.front().rules.size() == 2));
  CHECK(results.front().rules.back() == "\"Bonus\" gave nothing: its factor is 1, which adds nothing");
  CHECK(results.back().rules.back() == "\"Bonus\" gave nothing: there was nothing to multiply");
}

TEST_CASE("tests are chosen by a part of their name") {
  const tests::CheckedProgram program("why.setia", kProgram);
  const std::vector<rules::TestResult> results = rules::try_tests(*program.checked, program.text, program.zones, {"pass"});
  REQUIRE(results.size() == 1);
  CHECK(results.front().name == "passes");
}

TEST_CASE("every kind of expectation can fail") {
  const auto got = [](const std::string& lines) {
    const std::string head = R"(program "P" version 1
  currency EUR
  timezone "Europe/Paris"

member
  has city text

points beans
  one is a bean

measure "Spent"
  sum of spend this month

rule "Base"
  on purchase
  when measure "Spent" is at least 1.00 EUR
  give 1 bean
  at most 3 times per member per day
  say "Thank you"

test "T"
  given Ana has city "Lyon"
  on 2027-01-06 at 10:00 Ana buys 2.50 EUR of "tea"
)";
    const tests::CheckedProgram program("p.setia", head + lines);
    const std::vector<rules::TestResult> results = rules::try_tests(*program.checked, program.text, program.zones);
    REQUIRE(results.size() == 1);
    return results.front().passed ? "passed" : results.front().got;
  };
  CHECK(got("  expect Ana gets 2 beans\n") == "1 bean");
  CHECK(got("  expect Ana gets nothing\n") == "1 bean");
  CHECK(got("  expect Ana has 0 beans\n") == "1 bean");
  CHECK(got("  expect Ana has city \"Nantes\"\n") == "\"Lyon\"");
  CHECK(got("  expect Ana has 2.51 EUR in measure \"Spent\"\n") == "2.50 EUR");
  CHECK(got("  expect Ana has 2.50 EUR in measure \"Spent\"\n") == "passed");
  CHECK(got("  expect Ana has used 2 times of rule \"Base\"\n") == "1 time");
  CHECK(got("  expect Ana is told \"Good bye\"\n") == "\"Thank you\"");
  CHECK(got("  on 2027-01-06 at 10:00 time passes\n  expect Ana gets 1 bean\n") == "0 beans");
}

}  // namespace
}  // namespace setia
