// A field that a give is counted on, and that the event lacks or has otherwise than declared, is named.
#include <catch2/catch.hpp>

#include "rules/explain_fields.hpp"
#include "rules/try_tests.hpp"
#include "tests/rules/checked_program.hpp"

namespace setia {
namespace {

constexpr const char* kProgram = R"(program "Fields" version 1
  currency EUR
  timezone "Europe/Paris"

line
  has litres number

activity "flight"
  has fare money

member
  has factor number

points points
  one is a point

rule "Fuel"
  on purchase
  give 1 point per litres of category "fuel"

rule "Flight"
  on activity "flight"
  give 1 point per 1.00 EUR of fare

rule "Factor"
  on activity "flight"
  multiply points from "Flight" by factor
)";

constexpr std::size_t kFlight = 1, kFuel = 2;  // in order of their names

// The sentences of a test that is expected to fail.
std::vector<std::string> why(const std::string& happens) {
  const tests::CheckedProgram program("p.setia", std::string(kProgram) + "\ntest \"T\"\n  on 2027-01-06 at 10:00 Ana " + happens + "\n  expect Ana gets 99 points\n");
  const std::vector<rules::TestResult> results = rules::try_tests(*program.checked, program.text, program.zones);
  REQUIRE(results.size() == 1);
  return results.front().rules;
}

// What is said of the one rule's give when the event holds `value`.
std::vector<std::string> amiss(std::size_t rule, const std::string& field, std::vector<engine::Value> values) {
  const tests::CheckedProgram program("p.setia", kProgram);
  engine::Symbols symbols;
  const engine::Program compiled = rules::lower(program.checked->plan, symbols);
  engine::Event event;
  for (std::size_t i = 0; i < values.size(); ++i) {
    engine::Line line;
    line.number = static_cast<std::int32_t>(i + 1);
    line.category = symbols.intern("fuel");
    line.more.push_back({field, values[i]});
    event.lines.push_back(line);
  }
  event.more.push_back({field, values.front()});
  engine::Trace trace;
  trace.gives.push_back({engine::RuleId{rule}, 0, 0, false});
  if (rule == kFuel) trace.gives.front().present = true;
  return rules::fields_amiss({program.checked->plan, compiled, symbols, nullptr, &event}, engine::RuleId{rule}, trace);
}

TEST_CASE("[J9] a field that the event lacks is named where it gave nothing") {
  CHECK(why("does \"flight\"") == std::vector<std::string>{
                                      "\"Factor\" gave nothing: the member has no field \"factor\"",
                                      "\"Flight\" gave nothing: the event has no field \"fare\"",
                                  });
  CHECK(why("buys 10.00 EUR of \"fuel\"") == std::vector<std::string>{"\"Fuel\" gave nothing: line 1 has no field \"litres\""});
  CHECK(why("buys 10.00 EUR of \"tea\"") == std::vector<std::string>{"\"Fuel\" gave nothing: there was nothing to give it for"});
}

TEST_CASE("[J9] a field that is of another type, or has too many decimals, is named with what is the matter") {
  using Texts = std::vector<std::string>;
  const auto number = [](const char* text) { return engine::Value{engine::Number{text}}; };
  const auto text = [](const char* words) { return engine::Value{std::string(words)}; };
  CHECK(amiss(kFlight, "fare", {text("123.456")}) == Texts{"the event has \"fare\" \"123.456\", which has more decimals than EUR has"});
  CHECK(amiss(kFlight, "fare", {text("12.3 EUR")}) == Texts{"the event has \"fare\" \"12.3 EUR\", which is no amount of money"});
  CHECK(amiss(kFlight, "fare", {{true}}) == Texts{"the event has \"fare\" yes, which is no amount of money"});
  CHECK(amiss(kFlight, "fare", {number("99999999999999999999")}) == Texts{"the event has \"fare\" 99999999999999999999, which is too large"});
  CHECK(amiss(kFuel, "litres", {number("1.5")}).empty());
  CHECK(amiss(kFuel, "litres", {number("1.5"), number("33.3333333"), text("abc")}) ==
        Texts{"line 2 has \"litres\" 33.3333333, which has more than six decimals", "line 3 has \"litres\" \"abc\", which is no number"});
}

}  // namespace
}  // namespace setia
