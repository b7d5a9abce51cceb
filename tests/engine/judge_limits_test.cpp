// Limits: a rule's own, then shared ones; windows and scopes; what is used and what is said [J5].
#include <catch2/catch.hpp>

#include "tests/engine/programs.hpp"

using namespace setia::engine;

namespace {

// One flat rule of 10 beans under one limit.
struct Limited {
  explicit Limited(Limit limit) : rule(shop.rule("Ten", {flat(10)})), id(shop.own(rule, limit)) {}
  std::string buy(int day, Minute minute = 720) {
    Event event = shop.receipt(day, {{1'000}});
    event.store = shop.text(store);
    Shop::move_to(event, day, minute);
    return shop.post(event);
  }
  Shop shop;
  RuleId rule;
  LimitId id;
  std::string store = "S1";
};

Limit times(std::int64_t most, CapScope scope = CapScope::kMember) { return at_most(most, CapKind::kTimes, scope); }

}  // namespace

TEST_CASE("[J5] Earning is cut to fit, and the cut says what was wanted and given") {
  Limited limited(at_most(25 * kOne, CapKind::kUnits));
  CHECK(limited.buy(0) == "Ten 10");
  CHECK(limited.shop.cuts().empty());
  CHECK(limited.shop.used(limited.id) == 10 * kOne);
  CHECK(limited.buy(1) == "Ten 10");
  CHECK(limited.buy(2) == "Ten 5");
  CHECK(limited.shop.cuts() == "Ten 10 to 5 by 0");
  CHECK(limited.buy(3).empty());
  CHECK(limited.shop.cuts() == "Ten 10 to 0 by 0");
  CHECK(limited.shop.why(limited.rule).why == Why::kOwnLimit);
  CHECK(limited.shop.why(limited.rule).limit == limited.id);
}

TEST_CASE("[J5] All or nothing gives what fits whole, or nothing") {
  Limited limited(at_most(25 * kOne, CapKind::kUnits));
  limited.shop[limited.rule].all_or_nothing = true;
  limited.buy(0);
  CHECK(limited.buy(1) == "Ten 10");
  CHECK(limited.buy(2).empty());
  CHECK(limited.shop.used(limited.id) == 0);
}

TEST_CASE("[J5] One time is one event in which something was given") {
  Limited limited(times(2));
  CHECK(limited.buy(0) == "Ten 10");
  CHECK(limited.shop.used(limited.id) == 1);
  CHECK(limited.buy(0) == "Ten 10");
  CHECK(limited.buy(0).empty());
  CHECK(limited.shop.used(limited.id) == 0);
}

TEST_CASE("[J5] [T2] Calendar windows begin anew") {
  struct Row {
    CalendarUnit unit;
    int inside, outside;  // days after day 0, friday 2027-01-01
  };
  const Row row = GENERATE(Row{CalendarUnit::kDay, 0, 1}, Row{CalendarUnit::kWeek, 2, 3}, Row{CalendarUnit::kMonth, 30, 31},
                           Row{CalendarUnit::kQuarter, 89, 90},
                           Row{CalendarUnit::kHalfYear, 180, 181}, Row{CalendarUnit::kYear, 364, 365});
  Limited limited(per_calendar(row.unit, times(1)));
  CHECK(limited.buy(0) == "Ten 10");
  CHECK(limited.buy(row.inside).empty());
  CHECK(limited.buy(row.outside) == "Ten 10");
}

TEST_CASE("[T2] In any 2 hours is half open") {
  Limited limited(in_any({2, LengthUnit::kHours}, times(1)));
  CHECK(limited.buy(0, 600) == "Ten 10");
  CHECK(limited.buy(0, 719).empty());
  CHECK(limited.buy(0, 720) == "Ten 10");
}

TEST_CASE("[T2] In any 3 days counts local days") {
  Limited limited(in_any({3, LengthUnit::kDays}, times(1)));
  CHECK(limited.buy(0, 1'200) == "Ten 10");
  CHECK(limited.buy(2, 1'300).empty());
  CHECK(limited.buy(3, 1) == "Ten 10");
}

TEST_CASE("[L1] A late event has the least room over all windows that contain it") {
  Limited limited(in_any({3, LengthUnit::kDays}, at_most(20 * kOne, CapKind::kUnits)));
  limited.buy(10);
  limited.buy(12);
  CHECK(limited.buy(8) == "Ten 10");   // 8 … 10 holds one other
  CHECK(limited.buy(11).empty());      // 10 … 12 is full
  CHECK(limited.buy(14) == "Ten 10");  // 12 … 14
}

TEST_CASE("[J5] Scopes count apart: member, store, in total") {
  SECTION("store") {
    Limited limited(times(1, CapScope::kStore));
    CHECK(limited.buy(0) == "Ten 10");
    limited.store = "S2";
    CHECK(limited.buy(0) == "Ten 10");
    limited.store = "S1";
    CHECK(limited.buy(0).empty());
  }
  SECTION("in total") {
    Limited limited(at_most(15 * kOne, CapKind::kUnits, CapScope::kTotal));
    CHECK(limited.buy(0) == "Ten 10");
    CHECK(limited.buy(0) == "Ten 5");
    CHECK(limited.shop.state.usage.size() == 1);
    CHECK(limited.shop.ana().usage.empty());
    CHECK(limited.buy(0).empty());
    CHECK(limited.shop.why(limited.rule).why == Why::kBudget);
  }
  SECTION("a field") {
    Shop shop;
    const RuleId rule = shop.rule("Ten", {flat(10)});
    Limit limit = times(1, CapScope::kField);
    limit.field = shop.slot(SlotKind::kChannel);
    shop.own(rule, limit);
    Event event = shop.receipt(0, {{1'000}});
    event.channel = shop.text("app");
    CHECK(shop.post(event) == "Ten 10");
    CHECK(shop.post(event).empty());
    event.channel = shop.text("till");
    CHECK(shop.post(event) == "Ten 10");
  }
  SECTION("payment card") {
    Shop shop;
    const RuleId rule = shop.rule("Ten", {flat(10)});
    shop.own(rule, times(1, CapScope::kPaymentCard));
    Event event = shop.receipt(0, {{1'000}});
    Shop::pay(event, shop.text("card"), 1'000);
    event.payments[0].card = shop.text("4111");
    CHECK(shop.post(event) == "Ten 10");
    CHECK(shop.post(event).empty());
    event.payments[0].card = shop.text("4222");
    CHECK(shop.post(event) == "Ten 10");
  }
}

TEST_CASE("[J5] Per receipt, per line and per item cut within the event and leave nothing behind") {
  SECTION("receipt") {
    Limited limited(at_most(4 * kOne, CapKind::kUnits, CapScope::kReceipt, CapWindow::kEvent));
    CHECK(limited.buy(0) == "Ten 4");
    CHECK(limited.buy(0) == "Ten 4");
    CHECK(limited.shop.ana().usage.empty());
  }
  SECTION("line") {
    Shop shop;
    const RuleId rule = shop.rule("Base", {per_spend(1, 100)});
    shop.own(rule, at_most(4 * kOne, CapKind::kUnits, CapScope::kLine, CapWindow::kEvent));
    CHECK(shop.quote(shop.receipt(0, {{1'000}, {300}, {900}})) == "Base 11");
  }
  SECTION("item") {
    Shop shop;
    const RuleId rule = shop.rule("Base", {per_spend(1, 100)});
    shop.own(rule, at_most(4 * kOne, CapKind::kUnits, CapScope::kItem, CapWindow::kEvent));
    CHECK(shop.quote(shop.receipt(0, {{1'500, "tea", 3}, {900, "tea", 2}})) == "Base 20");
  }
}

TEST_CASE("[J5] A limit counts between its own dates") {
  Limit limit = times(1);
  limit.from = {kDayZero + 1, 0};
  limit.until = {kDayZero + 2, 1'439};
  Limited limited(limit);
  CHECK(limited.buy(0) == "Ten 10");
  CHECK(limited.buy(0) == "Ten 10");
  CHECK(limited.buy(1) == "Ten 10");
  CHECK(limited.buy(2).empty());
  CHECK(limited.buy(3) == "Ten 10");
}

TEST_CASE("[J5] Of several limits the smallest is the one named") {
  Shop shop;
  const RuleId rule = shop.rule("Ten", {flat(10)});
  shop.own(rule, at_most(8 * kOne, CapKind::kUnits));
  shop.own(rule, at_most(3 * kOne, CapKind::kUnits, CapScope::kReceipt, CapWindow::kEvent));
  shop.own(rule, at_most(6 * kOne, CapKind::kUnits));
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "Ten 3");
  CHECK(shop.cuts() == "Ten 10 to 3 by 1");
}

TEST_CASE("[J5] Money limits count points at their worth, in millionths of a minor unit, rounded up") {
  Shop shop;
  shop.program.units[0].worth = 333'333;  // a third of a cent, a little less
  const RuleId rule = shop.rule("Ten", {flat(10)});
  const LimitId limit = shop.own(rule, at_most(5, CapKind::kMoney));
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Ten 10");
  CHECK(shop.used(limit) == 3'333'330);
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Ten 5");  // 1.66667 cents buy 5.00001
  CHECK(shop.used(limit) == 1'666'665);
}

TEST_CASE("[J5] A share of the basket") {
  Shop shop;
  const RuleId rule = shop.rule("Ten", {flat(10)});
  shop.own(rule, at_most(50'000, CapKind::kShareOfBasket, CapScope::kReceipt, CapWindow::kEvent));  // 5 %
  CHECK(shop.quote(shop.receipt(0, {{150}})) == "Ten 7");  // 7.5 cents, one bean is a cent
  CHECK(shop.quote(shop.receipt(0, {{200}})) == "Ten 10");
}

TEST_CASE("[J1] [J5] A cap on spend cuts the base and splits one event at the boundary") {
  Shop shop;
  const RuleId rule = shop.rule("Base", {per_spend(1, 100)});
  const LimitId limit = shop.own(rule, at_most(1'500, CapKind::kSpend));
  CHECK(shop.post(shop.receipt(0, {{1'000}})) == "Base 10");
  CHECK(shop.used(limit) == 1'000);
  CHECK(shop.post(shop.receipt(0, {{800}, {400}})) == "Base 5");
  CHECK(shop.used(limit) == 500);
  CHECK(shop.post(shop.receipt(0, {{800}})).empty());
}

TEST_CASE("[J5] A cap on items counts pieces") {
  Shop shop;
  const FilterId coffee = shop.category({"coffee"});
  const RuleId rule = shop.rule("Cups", {on(coffee, per_item(2))});
  const LimitId limit = shop.own(rule, at_most(3 * kOne, CapKind::kPieces));
  CHECK(shop.post(shop.receipt(0, {{500, "coffee", 2}, {500, "tea", 5}})) == "Cups 4 line 1");
  CHECK(shop.used(limit) == 2 * kOne);
  CHECK(shop.post(shop.receipt(0, {{500, "coffee", 2}})) == "Cups 2 line 1");
}

TEST_CASE("[J5] Rules over one shared limit share what is free by largest remainder of what they wanted") {
  Shop shop;
  const RuleId a = shop.rule("A", {flat(4)});
  const RuleId b = shop.rule("B", {flat(4)});
  const LimitId limit = shop.shared({a, b}, at_most(13 * kOne, CapKind::kUnits));
  CHECK(shop.post(shop.receipt(0, {{100}})) == "A 4, B 4");
  CHECK(shop.used(limit) == 8 * kOne);
  CHECK(shop.post(shop.receipt(0, {{100}})) == "A 3, B 2");  // 5 are free, in whole beans
  CHECK(shop.used(limit) == 5 * kOne);
  CHECK(shop.post(shop.receipt(0, {{100}})).empty());
  CHECK(shop.why(a).why == Why::kSharedLimit);
}

TEST_CASE("[J5] A shared limit that is all or nothing is decided for the event's sum") {
  Shop shop;
  const RuleId a = shop.rule("A", {flat(4)});
  const RuleId b = shop.rule("B", {flat(4)});
  Limit limit = at_most(13 * kOne, CapKind::kUnits);
  limit.all_or_nothing = true;
  shop.shared({a, b}, limit);
  CHECK(shop.post(shop.receipt(0, {{100}})) == "A 4, B 4");
  CHECK(shop.post(shop.receipt(0, {{100}})).empty());
}

TEST_CASE("[J5] A rule's own limit binds before the shared one") {
  Shop shop;
  const RuleId a = shop.rule("A", {flat(9)});
  const RuleId b = shop.rule("B", {flat(3)});
  shop.own(a, at_most(3 * kOne, CapKind::kUnits));
  shop.shared({a, b}, at_most(4 * kOne, CapKind::kUnits));
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "A 2, B 2");
}

TEST_CASE("[J5] Times of one event count once on a shared limit") {
  Shop shop;
  const RuleId a = shop.rule("A", {flat(4)});
  const RuleId b = shop.rule("B", {flat(4)});
  const LimitId limit = shop.shared({a, b}, at_most(1, CapKind::kTimes));
  CHECK(shop.post(shop.receipt(0, {{100}})) == "A 4, B 4");
  CHECK(shop.used(limit) == 1);
  CHECK(shop.post(shop.receipt(0, {{100}})).empty());
}

TEST_CASE("[J5] Two rules over one shared cap on spend share what is free") {
  Shop shop;
  const RuleId a = shop.rule("A", {per_spend(1, 100)});
  const RuleId b = shop.rule("B", {per_spend(2, 100)});
  const LimitId limit = shop.shared({a, b}, at_most(1'000, CapKind::kSpend));
  CHECK(shop.post(shop.receipt(0, {{800}})) == "A 5, B 10");
  CHECK(shop.used(limit) == 1'000);
}

TEST_CASE("Head-room is recorded for rules in force, whatever lines and amounts say (ledger.md, facts)") {
  Shop shop;
  Limit limit = at_most(25 * kOne, CapKind::kUnits);
  limit.head_room_recorded = true;
  const RuleId big = shop.rule("Big basket", {flat(10)});
  shop.when(big, shop.slot(SlotKind::kBasketTotal), 5'000, 1'000'000);
  const RuleId store = shop.rule("Store", {flat(10)});
  shop.when_in(store, shop.slot(SlotKind::kStore), shop.set({"S1"}));
  const LimitId of_big = shop.own(big, limit);
  shop.own(store, limit);
  CHECK(shop.quote(shop.receipt(0, {{100}})).empty());
  REQUIRE(shop.judged.facts.head_room.size() == 1);
  CHECK(shop.judged.facts.head_room[0].limit == of_big);
  CHECK(static_cast<std::int64_t>(shop.judged.facts.head_room[0].free) == 25 * kOne);
}
