// Declarations and clauses as they come out of a program.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/dsl/samples.hpp"

using namespace setia::dsl;

namespace {

constexpr const char* kProgram = R"(program "Kopi Setia" version 7
  currency IDR

# Beans are what we give.
points beans
  one is a bean
  worth 100 IDR each

rule "Bonus"  # in December
  on purchase or activity "review"
  when time is from 07:00 to 09:30
  and store is "JKT-01" or "BDG-02"
  give beans per 10,000 IDR of spend by category
  | category | beans |
  | coffee   | 0.5   |
  at most 20,000,000 IDR in total
)";

template <typename T>
const T& clause(const Declaration& declaration, std::size_t index) {
  return std::get<T>(declaration.clauses.at(index).kind);
}

}  // namespace

TEST_CASE("declarations keep their order, names and version") {
  const Parsed program = parsed("kopi.setia", kProgram);
  REQUIRE(program.diagnostics.all().empty());
  REQUIRE(program.tree.declarations.size() == 3);
  CHECK(program.tree.declarations[0].kind == DeclarationKind::kProgram);
  CHECK(program.tree.declarations[0].names.at(0).text == "Kopi Setia");
  CHECK(program.tree.declarations[0].version == 7);
  CHECK(program.tree.declarations[1].kind == DeclarationKind::kPoints);
  CHECK_FALSE(program.tree.declarations[1].names.at(0).quoted);
  CHECK(program.tree.declarations[2].span == Span{0, 9, 0, 12});
}

TEST_CASE("clauses hold their parts with spans") {
  const Parsed program = parsed("kopi.setia", kProgram);
  const Declaration& rule = program.tree.declarations.at(2);
  REQUIRE(rule.clauses.size() == 7);
  CHECK(clause<On>(rule, 0).triggers.at(1).names.at(0).text == "review");
  CHECK(std::get<TimeIs>(clause<When>(rule, 1).condition.kind).to.second == 34200);
  const auto& store = std::get<Is>(clause<And>(rule, 2).condition.kind);
  CHECK(store.operand.name.text == "store");
  CHECK(std::get<Values>(store.what).any_of.size() == 2);
  const auto& per = std::get<PerStep>(clause<GiveBy>(rule, 3).per->kind);
  CHECK(std::get<Amount>(per.step).number.digits == 10000);
  CHECK(std::get<Amount>(per.step).span == Span{0, 13, 17, 27});
  CHECK(clause<TableRow>(rule, 5).cells.at(1).text == "0.5");
  CHECK(clause<AtMost>(rule, 6).cap.scope == ScopeKind::kTotal);
}

TEST_CASE("a mistake leaves its own line out and nothing else") {
  const Parsed program = parsed("x.setia", "rule \"A\"\n  on purchase\n  giv 10 beans\n  say \"hi\"\n");
  REQUIRE(program.diagnostics.all().size() == 1);
  const Declaration& rule = program.tree.declarations.at(0);
  CHECK(rule.clauses.size() == 2);
  CHECK_FALSE(rule.whole);
}
