// Sentences of meaning that judging does not keep yet. Each test fails today, which its tag says; the day one holds, it turns
// red, loses the tag and moves to the file of its subject.
#include <catch2/catch.hpp>

#include "tests/engine/programs.hpp"

using namespace setia::engine;

TEST_CASE("[J9] Reaching a mark of units pays in the event whose postings cross it", "[!shouldfail]") {
  Shop shop;
  Slot crossing;
  crossing.kind = SlotKind::kCrossing;
  crossing.from_body = false;
  crossing.left = shop.reading(MetricKind::kUnitEarned, Window{WindowKind::kEver, {}, {}, {}, {}, {}});
  crossing.mark = 10 * kOne;
  const SlotId reached = shop.slot(crossing);
  shop.rule("Base", {flat(10)});
  const RuleId milestone = shop.rule("Milestone", {flat(100)});
  shop.when(milestone, reached, 1, 1'000);
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Base 10, Milestone 100");
}

TEST_CASE("[J6] What a cap on spend cuts goes to the next", "[!shouldfail]") {
  Shop shop;
  const FilterId fuel = shop.category({"fuel"});
  const RuleId all = shop.rule("Everything", {per_spend(1, 100)});
  const RuleId rates = shop.rule("Rates", {on(fuel, per_spend(2, 100))});
  const LimitId limit = shop.shared({rates}, at_most(500, CapKind::kSpend));
  const StackId stack = shop.stack({all, rates}, KeepKind::kBest, Apart::kPerLine);
  shop.program.stacks[stack.index()].cut_goes_to_next = true;
  CHECK(shop.post(shop.receipt(0, {{300, "fuel"}})) == "Rates 6");
  CHECK(shop.post(shop.receipt(0, {{300, "fuel"}, {100, "tea"}})) == "Everything 2, Rates 4");
  CHECK(shop.used(limit) == 200);
}

