// Conditions: what is read, of the event, of the member and of history [J7] [J9] [T2].
#include <catch2/catch.hpp>

#include "tests/engine/programs.hpp"

using namespace setia::engine;

namespace {

Window calendar(CalendarUnit unit, int shift = 0) {
  Window window;
  window.kind = WindowKind::kCalendar;
  window.calendar = unit;
  window.shift = shift;
  return window;
}

Window of_kind(WindowKind kind, Length length = {}) {
  Window window;
  window.kind = kind;
  window.length = length;
  return window;
}

// A rule that gives what a slot reads, one bean a unit: so that a test sees the value.
RuleId tell(Shop& shop, std::string name, SlotId slot) {
  Give give = rate_on(BaseKind::kSlot, {kOne, 1});
  give.base.slot = slot;
  return shop.rule(std::move(name), {give});
}

}  // namespace

TEST_CASE("[J9] A missing field makes is and is not false, and the trace says so") {
  Shop shop;
  const RuleId is = shop.rule("Is", {flat(1)});
  const SlotId channel = shop.slot(SlotKind::kChannel);
  shop.when_in(is, channel, shop.set({"app"}));
  const RuleId is_not = shop.rule("Is not", {flat(1)});
  shop.when_in(is_not, channel, shop.set({"app"}));
  shop.when_not(is_not);
  Event event = shop.receipt(0, {{100}});
  CHECK(shop.quote(event).empty());
  CHECK(shop.why(is).why == Why::kMissing);
  CHECK(shop.why(is_not).why == Why::kMissing);
  event.channel = shop.text("app");
  CHECK(shop.quote(event) == "Is 1");
  CHECK(shop.why(is_not).why == Why::kCondition);
  CHECK(shop.why(is_not).value == shop.text("app").value);
  event.channel = shop.text("till");
  CHECK(shop.quote(event) == "Is not 1");
}

TEST_CASE("[J9] For fields with several values is means one of them, is not none of them") {
  Shop shop;
  Slot slot;
  slot.kind = SlotKind::kAnyCode;
  slot.set = shop.set({"SPRING", "SUMMER"});
  const SlotId any = shop.slot(slot);
  const RuleId is = shop.rule("Is", {flat(1)});
  shop.when(is, any, 1, 1);
  const RuleId is_not = shop.rule("Is not", {flat(1)});
  shop.when(is_not, any, 0, 0);
  Event event = shop.receipt(0, {{100}});
  CHECK(shop.quote(event).empty());
  event.codes = {shop.text("WINTER")};
  CHECK(shop.quote(event) == "Is not 1");
  event.codes = {shop.text("WINTER"), shop.text("SUMMER")};
  CHECK(shop.quote(event) == "Is 1");
}

TEST_CASE("The first condition that fails is told, with what it read") {
  Shop shop;
  const RuleId rule = shop.rule("Rule", {flat(1)});
  const SlotId minute = shop.slot(SlotKind::kMinute);
  const SlotId total = shop.slot(SlotKind::kBasketTotal);
  shop.when(rule, minute, 0, 1'439);
  shop.when(rule, total, 5'000, 1'000'000);
  shop.when(rule, minute, 0, 1);
  shop.quote(shop.receipt(0, {{4'200}}));
  CHECK(shop.why(rule).why == Why::kCondition);
  CHECK(shop.why(rule).clause == 1);
  CHECK(shop.why(rule).slot == total);
  CHECK(shop.why(rule).value == 4'200);
}

TEST_CASE("[J8] Basket total is the whole receipt after discounts, however paid; before discounts without any") {
  Shop shop;
  Slot before;
  before.kind = SlotKind::kBasketTotal;
  before.before_discounts = true;
  tell(shop, "After", shop.slot(SlotKind::kBasketTotal));
  tell(shop, "Before", shop.slot(before));
  Event event = shop.receipt(0, {{90}, {50}});
  event.lines[0].discount_minor = 10;
  Shop::pay(event, {}, 40, "beans");
  CHECK(shop.quote(event) == "After 140, Before 150");
}

TEST_CASE("Items and different count lines that are bought, not discounts") {
  Shop shop;
  Slot items;
  items.kind = SlotKind::kItems;
  Slot different;
  different.kind = SlotKind::kDifferent;
  different.different = LineField::kCategory;
  tell(shop, "Different", shop.slot(different));
  Give pieces = rate_on(BaseKind::kSlot, {1, 1});
  pieces.base.slot = shop.slot(items);
  shop.rule("Pieces", {pieces});
  CHECK(shop.quote(shop.receipt(0, {{100, "tea", 2}, {100, "tea", 1}, {100, "cake", 1}, {-50, "promo", 1}})) == "Different 2, Pieces 4");
}

TEST_CASE("[J9] A measure of spend includes the event being judged, and its fact is the value before") {
  Shop shop;
  const SlotId month = shop.reading(MetricKind::kSpend, calendar(CalendarUnit::kMonth));
  tell(shop, "Month", month);
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Month 100");
  CHECK(shop.post(shop.receipt(3, {{50}})) == "Month 150");
  REQUIRE(shop.judged.facts.slots.size() == 1);
  CHECK(shop.judged.facts.slots[0].present);
  CHECK(shop.judged.facts.slots[0].value == 100);
  CHECK(shop.post(shop.receipt(31, {{7}})) == "Month 7");
}

TEST_CASE("[J9] Units held and earned do not include the event being judged") {
  Shop shop;
  const SlotId earned = shop.reading(MetricKind::kUnitEarned, of_kind(WindowKind::kEver));
  shop.rule("Base", {flat(10)});
  const RuleId more = shop.rule("More", {flat(1)});
  shop.when(more, earned, 10 * kOne, 1'000 * kOne);
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Base 10");
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Base 10, More 1");
}

TEST_CASE("[T2] Windows of days: the last N end with the day, this and last are calendar windows") {
  Shop shop;
  tell(shop, "1 in 3 days", shop.reading(MetricKind::kSpend, of_kind(WindowKind::kInLast, {3, LengthUnit::kDays})));
  tell(shop, "2 in 2 weeks", shop.reading(MetricKind::kSpend, of_kind(WindowKind::kInLast, {2, LengthUnit::kWeeks})));
  tell(shop, "3 this week", shop.reading(MetricKind::kSpend, calendar(CalendarUnit::kWeek)));
  tell(shop, "4 last week", shop.reading(MetricKind::kSpend, calendar(CalendarUnit::kWeek, -1)));
  tell(shop, "5 ever", shop.reading(MetricKind::kSpend, of_kind(WindowKind::kEver)));
  const auto buy = [&](int day, std::int64_t minor) { return shop.post(shop.receipt(day, {{minor}})); };
  // Weeks begin on monday: days 3, 10, 17.
  CHECK(buy(0, 1) == "1 in 3 days 1, 2 in 2 weeks 1, 3 this week 1, 5 ever 1");
  CHECK(buy(2, 10) == "1 in 3 days 11, 2 in 2 weeks 11, 3 this week 11, 5 ever 11");
  CHECK(buy(3, 100) == "1 in 3 days 110, 2 in 2 weeks 111, 3 this week 100, 4 last week 11, 5 ever 111");
  CHECK(buy(14, 1'000) == "1 in 3 days 1000, 2 in 2 weeks 1110, 3 this week 1000, 4 last week 100, 5 ever 1111");
}

TEST_CASE("[L1] A late event reads its own day's windows") {
  Shop shop;
  tell(shop, "This week", shop.reading(MetricKind::kSpend, calendar(CalendarUnit::kWeek)));
  shop.post(shop.receipt(9, {{5}}));
  shop.post(shop.receipt(10, {{70}}));
  CHECK(shop.post(shop.receipt(4, {{1}})) == "This week 6");
}

TEST_CASE("Purchases count receipts of a size; different counts texts once in the window") {
  Shop shop;
  const SlotId purchases = shop.reading(MetricKind::kPurchases, of_kind(WindowKind::kEver));
  shop.program.metrics.back().at_least_minor = 100;
  const SlotId different = shop.reading(MetricKind::kDifferent, of_kind(WindowKind::kEver));
  shop.program.metrics.back().different = LineField::kCategory;
  tell(shop, "1 purchases", purchases);
  tell(shop, "2 different", different);
  CHECK(shop.post(shop.receipt(0, {{50, "tea"}})) == "2 different 1");
  CHECK(shop.post(shop.receipt(0, {{60, "tea"}, {60, "cake"}})) == "1 purchases 1, 2 different 2");
  CHECK(shop.post(shop.receipt(5, {{100, "tea"}})) == "1 purchases 2, 2 different 2");
}

TEST_CASE("[T2] A period without events is 0 in averages and smallest") {
  Shop shop;
  Window months = of_kind(WindowKind::kInLastFull, {3, LengthUnit::kMonths});
  months.calendar = CalendarUnit::kMonth;
  tell(shop, "1 largest", shop.reading(MetricKind::kSpend, months, Statistic::kLargest, Grouping::kMonth));
  tell(shop, "2 smallest", shop.reading(MetricKind::kSpend, months, Statistic::kSmallest, Grouping::kMonth));
  tell(shop, "3 average", shop.reading(MetricKind::kSpend, months, Statistic::kAverage, Grouping::kMonth));
  shop.post(shop.receipt(0, {{300}}));      // January
  shop.post(shop.receipt(59, {{600}}));     // March
  CHECK(shop.post(shop.receipt(90, {{1}})) == "1 largest 600, 3 average 300");
  shop.post(shop.receipt(31, {{30}}));      // February, late
  CHECK(shop.post(shop.receipt(90, {{1}})) == "1 largest 600, 2 smallest 30, 3 average 310");
}

TEST_CASE("Periods in which something was met are counted once each") {
  Shop shop;
  const SlotId days = shop.reading(MetricKind::kPurchases, calendar(CalendarUnit::kMonth), Statistic::kPeriodsMet, Grouping::kDay);
  shop.program.readings.back().met_at_least = 2;
  tell(shop, "Days with two", days);
  for (const int day : {0, 0, 0, 1, 2}) shop.post(shop.receipt(day, {{100}}));
  CHECK(shop.post(shop.receipt(2, {{100}})) == "Days with two 2");
}

TEST_CASE("Reaches is true in the event that crosses the mark, once") {
  Shop shop;
  Slot crossing;
  crossing.kind = SlotKind::kCrossing;
  crossing.from_body = false;
  crossing.left = shop.reading(MetricKind::kSpend, calendar(CalendarUnit::kMonth));
  crossing.mark = 100;
  const SlotId once = shop.slot(crossing);
  crossing.every = 50;
  tell(shop, "Every 50", shop.slot(crossing));
  tell(shop, "Once", once);
  CHECK(shop.post(shop.receipt(0, {{99}})).empty());
  CHECK(shop.post(shop.receipt(0, {{1}})) == "Every 50 1, Once 1");
  CHECK(shop.post(shop.receipt(0, {{49}})).empty());
  CHECK(shop.post(shop.receipt(0, {{151}})) == "Every 50 4");  // 150, 200, 250, 300
}

TEST_CASE("Whoever a segment's condition cannot be asked of is not in it, and the fact says what was read") {
  Shop shop;
  FieldOf town;
  town.name = "town";
  shop.program.fields = {town};
  Slot field;
  field.kind = SlotKind::kMemberField;
  field.from_body = false;
  Check lives;
  lives.slot = shop.slot(field);
  lives.by_set = true;
  lives.set = shop.set({"Lyon"});
  Slot segment;
  segment.kind = SlotKind::kAllOf;
  segment.from_body = false;
  segment.checks = {lives};
  const SlotId in = shop.slot(segment);
  const RuleId is = shop.rule("In", {flat(1)});
  shop.when(is, in, 1, 1);
  const RuleId is_not = shop.rule("Out", {flat(1)});
  shop.when(is_not, in, 0, 0);
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "Out 1");
  shop.ana().fields = {{0, shop.text("Lyon").value}};
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "In 1");
  REQUIRE(shop.judged.facts.slots.size() == 2);
  CHECK(shop.judged.facts.slots[0].value == shop.text("Lyon").value);
  CHECK(shop.judged.facts.slots[1].value == 1);
  shop.ana().fields = {{0, shop.text("Paris").value}};
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "Out 1");
}

TEST_CASE("The number of a purchase counts the receipts that are kept [R3]") {
  Shop shop;
  Slot number;
  number.kind = SlotKind::kPurchaseNumber;
  number.from_body = false;
  tell(shop, "Number", shop.slot(number));
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Number 1");
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Number 2");
  shop.ana().last_number = 1;
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Number 2");
}

TEST_CASE("[T2] Born on 29 February is greeted on the 28th in other years") {
  Shop shop;
  FieldOf birthday;
  birthday.name = "birthday";
  birthday.type = ValueType::kDate;
  shop.program.fields = {birthday};
  Slot feast;
  feast.kind = SlotKind::kFeast;
  feast.from_body = false;
  const SlotId today = shop.slot(feast);
  feast.feast_when = FeastWhen::kThisWeek;
  const SlotId week = shop.slot(feast);
  tell(shop, "Today", today);
  tell(shop, "Week", week);
  shop.ana().fields = {{0, day_from({2000, 2, 29})}};
  const auto on_day = [&](int month, int day, int year = 2027) {
    return shop.quote(shop.receipt(day_from({year, month, day}) - kDayZero, {{100}}));
  };
  CHECK(on_day(2, 28) == "Today 1, Week 1");  // a sunday
  CHECK(on_day(2, 27) == "Week 1");
  CHECK(on_day(3, 1).empty());
  CHECK(on_day(2, 28, 2028) == "Week 1");
  CHECK(on_day(2, 29, 2028) == "Today 1, Week 1");
}

TEST_CASE("Ago: whole units for at least, begun ones for at most") {
  Shop shop;
  Slot ago;
  ago.kind = SlotKind::kElapsed;
  ago.from_body = false;
  ago.happening = Happening::kPurchase;
  ago.elapsed = LengthUnit::kWeeks;
  const SlotId whole = shop.slot(ago);
  ago.elapsed_up = true;
  tell(shop, "Begun", shop.slot(ago));
  tell(shop, "Whole", whole);
  CHECK(shop.post(shop.receipt(0, {{100}})).empty());
  CHECK(shop.quote(shop.receipt(13, {{100}})) == "Begun 2, Whole 1");
  CHECK(shop.quote(shop.receipt(14, {{100}})) == "Begun 2, Whole 2");
}

TEST_CASE("The index finds the rules that a scan finds [J11]") {
  Shop shop;
  const SlotId store = shop.slot(SlotKind::kStore);
  const SlotId channel = shop.slot(SlotKind::kChannel);
  const auto name = [](int number) { return std::string(1, static_cast<char>('A' + number)); };
  for (int i = 0; i < 8; ++i) {
    const RuleId rule = shop.rule(name(i), {flat(1)});
    if ((i & 1) != 0) shop.when_in(rule, store, shop.set({"S1", "S2"}));
    if ((i & 2) != 0) shop.when_in(rule, channel, shop.set({"app"}));
    if ((i & 4) != 0 && (i & 3) != 0) shop.when_not(rule);
  }
  for (const std::string_view at : {"", "S1", "S3"}) {
    for (const std::string_view by : {"", "app", "till"}) {
      Event event = shop.receipt(0, {{100}});
      event.store = shop.text(at);
      event.channel = shop.text(by);
      std::string wanted;
      for (int i = 0; i < 8; ++i) {
        const bool inverted = (i & 4) != 0;
        const bool store_holds = at.empty() ? false : (at == "S1") != (inverted && (i & 2) == 0);
        const bool channel_holds = by.empty() ? false : (by == "app") != inverted;
        const bool holds = ((i & 1) == 0 || store_holds) && ((i & 2) == 0 || channel_holds);
        if (holds) wanted += (wanted.empty() ? "" : ", ") + name(i) + " 1";
      }
      CHECK(shop.quote(event) == wanted);
    }
  }
}

TEST_CASE("[J9] Reaching a mark of units pays in the event whose postings cross it") {
  Shop shop;
  Slot crossing;
  crossing.kind = SlotKind::kCrossing;
  crossing.from_body = false;
  crossing.left = shop.reading(MetricKind::kUnitEarned, Window{WindowKind::kEver, {}, {}, {}, {}, {}, {}, {}, {}});
  crossing.mark = 10 * kOne;
  const SlotId reached = shop.slot(crossing);
  shop.rule("Base", {flat(10)});
  const RuleId milestone = shop.rule("Milestone", {flat(100)});
  shop.when(milestone, reached, 1, 1'000);
  CHECK(shop.post(shop.receipt(0, {{100}})) == "Base 10, Milestone 100");
}
