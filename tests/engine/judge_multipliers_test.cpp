// Multipliers post the extra under their own rule [J2].
#include <catch2/catch.hpp>

#include "tests/engine/programs.hpp"

using namespace setia::engine;

namespace {

// x2 and x5 on a base of 10 beans.
Shop two_multipliers(Meeting meeting) {
  Shop shop;
  shop.program.units[0].meeting = meeting;
  shop.rule("Base", {per_spend(1, 100)});
  shop.rule("Five", {multiply_by({5, 1})});
  shop.rule("Two", {multiply_by({2, 1})});
  return shop;
}

}  // namespace

TEST_CASE("[J2] Several multipliers add up, compound, or the highest is kept") {
  Shop add_up = two_multipliers(Meeting::kAddUp);
  CHECK(add_up.quote(add_up.receipt(0, {{1'000}})) == "Base 10, Five 40, Two 10");
  Shop compound = two_multipliers(Meeting::kCompound);
  CHECK(compound.quote(compound.receipt(0, {{1'000}})) == "Base 10, Five 40, Two 50");
  Shop highest = two_multipliers(Meeting::kKeepTheHighest);
  CHECK(highest.quote(highest.receipt(0, {{1'000}})) == "Base 10, Five 40");
}

TEST_CASE("[J2] The extra is of the exact base, before rounding") {
  Shop shop;
  shop.rule("Base", {per_spend(1, 100)});
  shop.rule("Half more", {multiply_by({3, 2})});
  CHECK(shop.quote(shop.receipt(0, {{780}})) == "Base 7, Half more 3");  // half of 7.8 is 3.9
}

TEST_CASE("[J2] Flat gives are not reached unless the unit says so") {
  Shop shop;
  shop.rule("Present", {flat(10)});
  shop.rule("Two", {multiply_by({2, 1})});
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Present 10");
  Shop reaching;
  reaching.program.units[0].multipliers_reach_flat = true;
  reaching.rule("Present", {flat(10)});
  reaching.rule("Two", {multiply_by({2, 1})});
  CHECK(reaching.quote(reaching.receipt(0, {{1'000}})) == "Present 10, Two 10");
}

TEST_CASE("[J2] A multiplier touches its unit, and of that the rules it names") {
  Shop shop;
  const UnitId xp = shop.unit("xp");
  const RuleId base = shop.rule("Base", {per_spend(1, 100), of_unit(xp, per_spend(1, 100))});
  shop.rule("More", {per_spend(2, 100)});
  shop.rule("Two", {multiply_by({2, 1}, {base})});
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Base 10, Base 10 xp, More 20, Two 10");
}

TEST_CASE("[J2] Of the lines it names alone") {
  Shop shop;
  const FilterId coffee = shop.category({"coffee"});
  shop.rule("Base", {per_spend(1, 100)});
  shop.rule("Two", {on(coffee, multiply_by({2, 1}))});
  CHECK(shop.quote(shop.receipt(0, {{400, "coffee"}, {600, "tea"}})) == "Base 10, Two 4");
  CHECK(shop.quote(shop.receipt(0, {{600, "tea"}})) == "Base 6");
}

TEST_CASE("[J2] [J3] Blocks of the receipt are taken before multipliers look at lines") {
  Shop shop;
  const FilterId coffee = shop.category({"coffee"});
  shop.rule("Base", {per_full(1, 1'000)});
  shop.rule("Two", {on(coffee, multiply_by({2, 1}))});
  CHECK(shop.quote(shop.receipt(0, {{1'000, "coffee"}, {1'500, "tea"}})) == "Base 2");       // 2 x 1000/2500 is below one
  CHECK(shop.quote(shop.receipt(0, {{3'000, "coffee"}, {1'500, "tea"}})) == "Base 4, Two 2");  // 4 x 3000/4500 is 2.67
}

TEST_CASE("[J2] A factor at or below 1 posts nothing") {
  Shop shop;
  shop.rule("Base", {per_spend(1, 100)});
  shop.rule("One", {multiply_by({1, 1})});
  shop.rule("Third", {multiply_by({1, 3})});
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Base 10");
}

TEST_CASE("[J2] Of several rows of factors that fit the largest counts; none is x1") {
  Shop shop;
  Table table;
  TableKey key;
  key.source = KeySource::kSegment;
  table.keys = {key};
  Check weekend;
  weekend.slot = shop.slot(SlotKind::kWeekday);
  weekend.low = 5;
  weekend.width = 1;
  Check late;
  late.slot = shop.slot(SlotKind::kMinute);
  late.low = 700;
  late.width = 1'000;
  table.rows.resize(2);
  table.rows[0].keys.emplace_back().segment = {late};
  table.rows[0].values = {{2, 1}};
  table.rows[1].keys.emplace_back().segment = {weekend};
  table.rows[1].values = {{3, 1}};
  shop.program.tables = {table};
  shop.rule("Base", {per_spend(1, 100)});
  Give give = multiply_by({1, 1});
  give.table = TableId{0};
  shop.rule("Factors", {give});
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Base 10, Factors 10");
  CHECK(shop.quote(shop.receipt(1, {{1'000}})) == "Base 10, Factors 20");
  Event early = shop.receipt(0, {{1'000}});
  Shop::move_to(early, 0, 600);
  CHECK(shop.quote(early) == "Base 10");
}

TEST_CASE("[J2] The factor may be a field") {
  Shop shop;
  FieldOf field;
  field.name = "boost";
  field.type = ValueType::kNumber;
  shop.program.fields = {field};
  shop.rule("Base", {per_spend(1, 100)});
  Slot slot;
  slot.kind = SlotKind::kMemberField;
  slot.from_body = false;
  Give give = multiply_by({1, 1});
  give.factor_slot = shop.slot(slot);
  shop.rule("Boost", {give});
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Base 10");
  shop.ana().fields = {{0, 2'500'000}};
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Base 10, Boost 15");
}

TEST_CASE("[J3] Limits of the base do not bind the extra") {
  Shop shop;
  const RuleId base = shop.rule("Base", {per_spend(1, 100)});
  shop.rule("Two", {multiply_by({2, 1})});
  shop.own(base, at_most(4 * kOne, CapKind::kUnits));
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Base 4, Two 10");
}
