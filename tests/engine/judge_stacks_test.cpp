// Stacks: who wins, line by line or as a whole, and what a loser takes along [J6] [J3].
#include <catch2/catch.hpp>

#include "tests/engine/programs.hpp"

using namespace setia::engine;

TEST_CASE("[J6] Keep the best compares worth after own limits; the loser's reason names the winner") {
  Shop shop;
  const RuleId flat_ten = shop.rule("Flat", {flat(10)});
  const RuleId rate = shop.rule("Rate", {per_spend(1, 100)});
  shop.stack({flat_ten, rate});
  CHECK(shop.quote(shop.receipt(0, {{900}})) == "Flat 10");
  CHECK(shop.why(rate).why == Why::kStack);
  CHECK(shop.why(rate).winner == flat_ten);
  CHECK(shop.quote(shop.receipt(0, {{1'100}})) == "Rate 11");
}

TEST_CASE("[J6] A rule with nothing left is not in the stack") {
  Shop shop;
  const RuleId much = shop.rule("Much", {flat(100)});
  const RuleId some = shop.rule("Some", {flat(10)});
  const LimitId limit = shop.own(much, at_most(1, CapKind::kTimes));
  shop.stack({much, some});
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Much 100");
  CHECK(shop.used(limit) == 1);
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Some 10");
  CHECK(shop.why(much).why == Why::kOwnLimit);
}

TEST_CASE("[J6] Only what is posted uses a limit") {
  Shop shop;
  const RuleId much = shop.rule("Much", {flat(100)});
  const RuleId some = shop.rule("Some", {flat(10)});
  const LimitId limit = shop.own(some, at_most(1, CapKind::kTimes));
  shop.stack({much, some});
  shop.post(shop.receipt(0, {{100}}));
  CHECK(shop.used(limit) == 0);
}

TEST_CASE("[J6] The lowest, the first, and all") {
  const auto with = [](KeepKind keep) {
    Shop shop;
    const RuleId a = shop.rule("A", {flat(10)});
    const RuleId b = shop.rule("B", {flat(5)});
    const RuleId c = shop.rule("C", {flat(20)});
    const StackId stack = shop.stack({a, b, c}, keep);
    shop.program.stacks[stack.index()].order = {c, a};
    return shop.quote(shop.receipt(0, {{100}}));
  };
  CHECK(with(KeepKind::kLowest) == "B 5");
  CHECK(with(KeepKind::kFirst) == "C 20");
  CHECK(with(KeepKind::kAll) == "A 10, B 5, C 20");
}

TEST_CASE("[J6] Equal worth: the stack's own list, then name") {
  Shop shop;
  const RuleId a = shop.rule("A", {flat(10)});
  const RuleId b = shop.rule("B", {flat(10)});
  const StackId stack = shop.stack({a, b});
  SECTION("name") { CHECK(shop.quote(shop.receipt(0, {{100}})) == "A 10"); }
  SECTION("list") {
    shop.program.stacks[stack.index()].order = {b};
    CHECK(shop.quote(shop.receipt(0, {{100}})) == "B 10");
  }
}

TEST_CASE("[J6] Worth is compared in money across units, and exactly") {
  Shop shop;
  const UnitId xp = shop.unit("xp");
  shop.program.units[xp.index()].worth = 2 * kOne;
  const RuleId beans = shop.rule("Beans", {flat(10)});
  const RuleId other = shop.rule("Xp", {of_unit(xp, per_spend(1, 100))});
  shop.stack({beans, other});
  CHECK(shop.quote(shop.receipt(0, {{499}})) == "Beans 10");
  CHECK(shop.quote(shop.receipt(0, {{501}})) == "Xp 5 xp");
}

TEST_CASE("[J6] Without worth the one unit that competes compares by itself") {
  Shop shop;
  shop.program.units[0].worth.reset();
  const RuleId a = shop.rule("A", {flat(10)});
  const RuleId b = shop.rule("B", {per_spend(1, 100)});
  shop.stack({a, b});
  CHECK(shop.quote(shop.receipt(0, {{1'010}})) == "B 10");
}

TEST_CASE("[J6] Per line each line has its own winner") {
  Shop shop;
  const FilterId coffee = shop.category({"coffee"});
  const RuleId all = shop.rule("All", {per_spend(1, 100)});
  const RuleId cups = shop.rule("Coffee", {on(coffee, per_spend(3, 100))});
  shop.stack({all, cups}, KeepKind::kBest, Apart::kPerLine);
  CHECK(shop.quote(shop.receipt(0, {{1'000, "coffee"}, {500, "tea"}})) == "All 5, Coffee 30");
}

TEST_CASE("[J3] A base that loses its stack takes its extra along") {
  Shop shop;
  const RuleId base = shop.rule("Base", {per_spend(1, 100)});
  const RuleId big = shop.rule("Big", {flat(100)});
  shop.rule("Two", {multiply_by({2, 1}, {base})});
  shop.stack({base, big});
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Big 100");
  CHECK(shop.quote(shop.receipt(0, {{20'000}})) == "Base 200, Two 200");
}

TEST_CASE("[J3] What a stack drops of a give it drops of its extra") {
  Shop shop;
  const FilterId coffee = shop.category({"coffee"});
  const RuleId base = shop.rule("Base", {per_spend(1, 100)});
  const RuleId cups = shop.rule("Coffee", {on(coffee, per_spend(3, 100))});
  shop.rule("Two", {multiply_by({2, 1}, {base})});
  shop.stack({base, cups}, KeepKind::kBest, Apart::kPerLine);
  CHECK(shop.quote(shop.receipt(0, {{1'000, "coffee"}, {500, "tea"}})) == "Base 5, Coffee 30, Two 5");
}

TEST_CASE("[J11] Neither the order of stacks changes a result") {
  Shop shop;
  const RuleId a = shop.rule("A", {flat(10)});
  const RuleId b = shop.rule("B", {flat(20)});
  const RuleId c = shop.rule("C", {flat(5)});
  const RuleId d = shop.rule("D", {flat(6)});
  SECTION("one way") {
    shop.stack({a, b});
    shop.stack({c, d});
  }
  SECTION("and the other") {
    shop.stack({c, d});
    shop.stack({a, b});
  }
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "B 20, D 6");
}

TEST_CASE("[J6] What a cap on spend cuts goes to the next") {
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
