// What differs between two programs.
#include <catch2/catch.hpp>

#include "rules/compare.hpp"
#include "tests/rules/fixed_zones.hpp"

namespace setia {
namespace {

constexpr const char* kBefore = R"(program "P" version 1
  currency EUR
  timezone "Europe/Paris"

points beans
  one is a bean

rule "Base"
  on purchase
  give 1 bean per 1.00 EUR of spend

rule "Hello"
  on joining
  give 5 beans
  at most 1 time per member ever
)";

rules::ProgramText program_text(std::string program) {
  rules::ProgramText text;
  text.sources.emplace_back("p.setia", std::move(program));
  return text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::vector<rules::Difference> differences(const std::string& after) {
  return rules::compare(program_text(kBefore), program_text(after), tests::FixedZones{});
}

TEST_CASE("spacing, comments, order and tests make no difference") {
  const std::string spaced = replaced(kBefore, "  give 1 bean per", "  give  1   bean per");
  const std::string tested = "# A remark.\n" + spaced + "\ntest \"T\"\n  on 2027-01-06 at 10:00 Ana buys 2.50 EUR of \"tea\"\n  expect Ana gets 2 beans\n";
  CHECK(differences(tested).empty());
  const std::string rule = "rule \"Base\"\n  on purchase\n  give 1 bean per 1.00 EUR of spend\n\n";
  CHECK(differences(replaced(kBefore, rule, "") + "\n" + rule).empty());
}

TEST_CASE("what changed is told line by line") {
  const auto found = differences(replaced(kBefore, "give 5 beans", "give 7 beans"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == rules::DifferenceKind::kChanged);
  CHECK(found[0].heading == "rule \"Hello\"");
  CHECK(found[0].place == "p.setia:12");
  CHECK(found[0].removed == std::vector<std::string>{"give 5 beans"});
  CHECK(found[0].added == std::vector<std::string>{"give 7 beans"});
}

TEST_CASE("what says the same under another name was renamed") {
  const auto found = differences(replaced(kBefore, "rule \"Hello\"", "rule \"Welcome\""));
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == rules::DifferenceKind::kRenamed);
  CHECK(found[0].name == "Hello");
  CHECK(found[0].renamed_to == "rule \"Welcome\"");
}

TEST_CASE("what is gone and what is new is told apart") {
  const std::string other = "rule \"Base\"\n  on purchase\n  give 1 bean per 1.00 EUR of spend\n\n";
  const auto found = differences(replaced(kBefore, other, "rule \"Visit\"\n  on purchase\n  give 3 beans\n  without limit\n\n"));
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == rules::DifferenceKind::kGone);
  CHECK(found[0].heading == "rule \"Base\"");
  CHECK(found[1].kind == rules::DifferenceKind::kNew);
  CHECK(found[1].added == std::vector<std::string>{"on purchase", "give 3 beans", "without limit"});
}

}  // namespace
}  // namespace setia
