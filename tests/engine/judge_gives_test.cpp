// What one rule gives on a receipt: bases, blocks, tables [J3] [J8] [J9].
#include <catch2/catch.hpp>

#include "tests/engine/programs.hpp"

using namespace setia::engine;

namespace {

// A table with one text key on the category of a line, one value column.
TableId by_category(Shop& shop, std::initializer_list<std::pair<std::string_view, Ratio>> rows) {
  Table table;
  TableKey key;
  key.source = KeySource::kLineField;
  table.keys = {key};
  for (const auto& [word, value] : rows) {
    TableRow row;
    row.keys.emplace_back();
    row.keys[0].any = row.otherwise = word == "otherwise";
    if (!row.otherwise) row.keys[0].texts.members = {shop.text(word)};
    row.values = {value};
    table.rows.push_back(row);
  }
  shop.program.tables.push_back(table);
  return TableId{shop.program.tables.size() - 1};
}

Give by_table(TableId table, Give give) {
  give.table = table;
  return give;
}

}  // namespace

TEST_CASE("[J3] per is an exact fraction, per full counts whole blocks, per started begun ones") {
  Shop shop;
  shop.program.units[0].stages[0].step = 10'000;
  shop.rule("Exact", {per_spend(1, 1'000)});
  shop.rule("Full", {per_full(1, 1'000)});
  shop.rule("Started", {in_blocks(1, 1'000, Block::kStarted)});
  CHECK(shop.quote(shop.receipt(0, {{2'550}})) == "Exact 2.55, Full 2, Started 3");
  CHECK(shop.quote(shop.receipt(0, {{2'000}})) == "Exact 2, Full 2, Started 2");
  CHECK(shop.quote(shop.receipt(0, {{0}})).empty());
}

TEST_CASE("[J3] Blocks are taken on the receipt's sum unless per line or per item is said") {
  Shop shop;
  shop.rule("Receipt", {per_full(1, 1'000)});
  Give by_line = per_full(1, 1'000);
  by_line.apart = Apart::kPerLine;
  shop.rule("The line", {by_line});
  Give by_item = per_full(1, 1'000);
  by_item.apart = Apart::kPerItem;
  shop.rule("Thing", {by_item});
  CHECK(shop.quote(shop.receipt(0, {{1'500}, {1'500}})) ==
        "Receipt 3, The line 1 line 1, The line 1 line 2, Thing 1 line 1, Thing 1 line 2");
  CHECK(shop.quote(shop.receipt(0, {{3'900, "tea", 3}})) == "Receipt 3, The line 3 line 1, Thing 3 line 1");
  CHECK(shop.quote(shop.receipt(0, {{2'700, "tea", 3}})) == "Receipt 2, The line 2 line 1");
}

TEST_CASE("Gives count the lines that their filter means") {
  Shop shop;
  const FilterId coffee = shop.category({"coffee"});
  shop.rule("Coffee", {on(coffee, per_full(1, 1'000))});
  shop.rule("Cups", {on(coffee, per_item(2))});
  CHECK(shop.quote(shop.receipt(0, {{2'000, "coffee", 2}, {5'000, "tea", 4}})) == "Coffee 2, Cups 4 line 1");
  CHECK(shop.quote(shop.receipt(0, {{5'000, "tea", 4}})).empty());
}

TEST_CASE("Sets join by or, narrow by and, and take away by except; a missing field makes is and is not false [J9]") {
  Shop shop;
  const FilterId hot = shop.category({"coffee", "tea"});
  const FilterId nested{shop.program.filters.size()};
  LineTest hot_lines;
  hot_lines.field = LineField::kFilter;
  hot_lines.filter = hot;
  LineTest not_branded;
  not_branded.field = LineField::kBrand;
  not_branded.set = shop.set({"Acme"});
  not_branded.negated = true;
  shop.program.filters.push_back({{hot_lines}, {not_branded}, {}});
  shop.rule("Hot", {on(nested, per_item(1))});
  Event event = shop.receipt(0, {{100, "coffee"}, {100, "tea"}, {100, "cake"}, {100, "tea"}});
  event.lines[0].brand = shop.text("Acme");
  event.lines[1].brand = shop.text("Other");
  CHECK(shop.quote(event) == "Hot 1 line 2");
}

TEST_CASE("[J8] A negative line is a discount shared over the positive lines by largest remainder") {
  Shop shop;
  shop.program.units[0].stages[0].step = 10'000;
  const FilterId coffee = shop.category({"coffee"});
  shop.rule("Coffee", {on(coffee, per_spend(1, 100))});
  CHECK(shop.quote(shop.receipt(0, {{1'000, "coffee"}, {3'000, "tea"}, {-400, "coffee"}})) == "Coffee 9");
  // 1.00 over three equal lines is 0.34, 0.33, 0.33: the earlier line has the odd cent.
  CHECK(shop.quote(shop.receipt(0, {{1'000, "coffee"}, {1'000, "tea"}, {1'000, "tea"}, {-100, "tea"}})) == "Coffee 9.66");
  CHECK(shop.quote(shop.receipt(0, {{1'000, "tea"}, {1'000, "coffee"}, {1'000, "tea"}, {-100, "tea"}})) == "Coffee 9.67");
}

TEST_CASE("[J8] Spend is never below zero") {
  Shop shop;
  shop.rule("Base", {per_spend(1, 100)});
  CHECK(shop.quote(shop.receipt(0, {{1'000}, {-1'500}})).empty());
}

TEST_CASE("[J8] What is paid with points or a wallet is not spend, unless the unit or the rule says so") {
  Shop shop;
  shop.rule("Base", {per_spend(1, 100)});
  const RuleId all = shop.rule("Everything", {per_spend(1, 100)});
  shop[all].paid_with_earns = {UnitId{0}};
  Event event = shop.receipt(0, {{1'000}});
  Shop::pay(event, {}, 400, "beans");
  Shop::pay(event, shop.text("card"), 600);
  CHECK(shop.quote(event) == "Base 6, Everything 10");
}

TEST_CASE("[J8] Tenders pay all lines in proportion") {
  Shop shop;
  const FilterId coffee = shop.category({"coffee"});
  Give by_card = on(coffee, per_spend(1, 100));
  by_card.base.tenders.methods.members = {shop.text("card")};
  shop.rule("By card", {by_card});
  Give not_cash = on(coffee, per_spend(1, 100));
  not_cash.base.tenders.methods.members = {shop.text("cash")};
  not_cash.base.tenders.excluded = true;
  shop.rule("Not cash", {not_cash});
  Event event = shop.receipt(0, {{2'000, "coffee"}, {2'000, "tea"}});
  Shop::pay(event, shop.text("card"), 1'000);
  Shop::pay(event, shop.text("cash"), 1'000);
  Shop::pay(event, shop.text("voucher"), 2'000);
  CHECK(shop.quote(event) == "By card 5, Not cash 15");
}

TEST_CASE("[J8] A table by payment method splits the base as the tenders paid") {
  Shop shop;
  Table table;
  TableKey key;
  key.source = KeySource::kTender;
  table.keys = {key};
  table.rows.resize(2);
  table.rows[0].keys.emplace_back().texts.members = {shop.text("card")};
  table.rows[0].values = {per(3, 100)};
  table.rows[1].keys.emplace_back().any = true;
  table.rows[1].values = {per(1, 100)};
  table.rows[1].otherwise = true;
  shop.program.tables = {table};
  shop.rule("Tenders", {by_table(TableId{0}, per_spend(1, 100))});
  Event event = shop.receipt(0, {{1'000}});
  Shop::pay(event, shop.text("card"), 400);
  Shop::pay(event, shop.text("cash"), 600);
  CHECK(shop.quote(event) == "Tenders 18");
}

TEST_CASE("[J8] Without tax takes the line's tax off") {
  Shop shop;
  Give give = per_spend(1, 100);
  give.base.without_tax = true;
  shop.rule("Net", {give});
  CHECK(shop.quote(shop.receipt(0, {{1'200, "tea", 1, 200}, {1'200, "tea", 1, 200}})) == "Net 20");
}

TEST_CASE("One row of a table fits each line; no row gives nothing") {
  Shop shop;
  shop.program.units[0].stages[0].step = 10'000;
  const TableId table = by_category(shop, {{"coffee", per(1, 100)}, {"cake", per(3, 200)}});
  const RuleId rule = shop.rule("Rates", {by_table(table, per_spend(1, 1))});
  CHECK(shop.quote(shop.receipt(0, {{1'000, "coffee"}, {1'000, "tea"}, {1'000, "cake"}})) == "Rates 25");
  CHECK(shop.quote(shop.receipt(0, {{1'000, "tea"}})).empty());
  CHECK(shop.why(rule).why == Why::kNoRow);
}

TEST_CASE("Otherwise fits what no other row fits") {
  Shop shop;
  const TableId table = by_category(shop, {{"coffee", per(2, 100)}, {"otherwise", per(1, 100)}});
  shop.rule("Rates", {by_table(table, per_spend(1, 1))});
  CHECK(shop.quote(shop.receipt(0, {{1'000, "coffee"}, {1'000, "tea"}})) == "Rates 30");
}

TEST_CASE("Bands of a quantity: the whole band that holds it") {
  Shop shop;
  Table table;
  TableKey key;
  key.slot = shop.slot(SlotKind::kBasketTotal);
  key.band = true;
  table.keys = {key};
  table.rows.resize(2);
  table.rows[0].keys.emplace_back();
  table.rows[0].keys[0].low = 1'000;
  table.rows[0].keys[0].high = 1'999;
  table.rows[0].values = {per(5, 1)};
  table.rows[1].keys.emplace_back();
  table.rows[1].keys[0].low = 2'000;
  table.rows[1].keys[0].high = 1'000'000'000;
  table.rows[1].values = {per(12, 1)};
  shop.program.tables = {table};
  shop.rule("Bands", {by_table(TableId{0}, flat(1))});
  CHECK(shop.quote(shop.receipt(0, {{999}})).empty());
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Bands 5");
  CHECK(shop.quote(shop.receipt(0, {{1'999}})) == "Bands 5");
  CHECK(shop.quote(shop.receipt(0, {{2'000}})) == "Bands 12");
}

TEST_CASE("By part: each band by itself, filled from where history left off [J9]") {
  Shop shop;
  Window month;
  month.kind = WindowKind::kCalendar;
  month.calendar = CalendarUnit::kMonth;
  Table table;
  TableKey key;
  key.source = KeySource::kPart;
  key.slot = shop.reading(MetricKind::kSpend, month);
  key.band = true;
  table.keys = {key};
  table.rows.resize(2);
  table.rows[0].keys.emplace_back().high = 10'000;
  table.rows[0].values = {per(1, 100)};
  table.rows[1].keys.emplace_back().low = 10'000;
  table.rows[1].keys[0].high = 1'000'000'000;
  table.rows[1].values = {per(2, 100)};
  shop.program.tables = {table};
  shop.rule("Bands", {by_table(TableId{0}, per_spend(1, 1))});
  CHECK(shop.post(shop.receipt(0, {{8'000}})) == "Bands 80");
  CHECK(shop.post(shop.receipt(1, {{5'000}})) == "Bands 80");   // 20.00 in the first band, 30.00 in the second
  CHECK(shop.post(shop.receipt(31, {{5'000}})) == "Bands 50");  // a new month
}

TEST_CASE("[J3] A derived give sees base gives only") {
  Shop shop;
  shop.program.units[0].stages[0].step = 10'000;
  const UnitId xp = shop.unit("xp");
  const RuleId base = shop.rule("Base", {per_spend(1, 100)});
  Give derived;
  derived.kind = GiveKind::kDerived;
  derived.unit = xp;
  derived.source = UnitId{0};
  derived.rate = {1, 2};
  shop.rule("Half as xp", {derived});
  derived.from = {base};
  shop.rule("Of base", {derived});
  shop.rule("Present", {flat(100)});
  shop.rule("Twice", {multiply_by({2, 1})});
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Base 10, Half as xp 5 xp, Of base 5 xp, Present 100, Twice 10");
}

TEST_CASE("Nothing is given outside the program's run, the rule's dates, or to members who may not have it") {
  Shop shop;
  shop.program.runs = {kDayZero + 1, kDayZero + 20};
  const RuleId rule = shop.rule("Base", {per_spend(1, 100)});
  shop[rule].from = {kDayZero + 2, 600};
  shop[rule].until = {kDayZero + 3, 900};
  const auto at = [&](int day, Minute minute) {
    Event event = shop.receipt(day, {{100}});
    Shop::move_to(event, day, minute);
    return shop.quote(event);
  };
  CHECK(at(2, 599).empty());
  CHECK(shop.why(rule).why == Why::kDate);
  CHECK(at(2, 600) == "Base 1");
  CHECK(at(3, 900) == "Base 1");
  CHECK(at(3, 901).empty());
  shop.ana().standing = Standing::kBlocked;
  CHECK(at(2, 600).empty());
  CHECK(shop.why(rule).why == Why::kStanding);
}

TEST_CASE("[T1] A receipt before the day's end belongs to the day before") {
  Shop shop;
  shop.program.calendar.day_ends_at = 120;
  const RuleId friday = shop.rule("Friday", {flat(1)});
  shop.when(friday, shop.slot(SlotKind::kWeekday), 4, 4);
  Event event = shop.receipt(1, {{100}});
  Shop::move_to(event, 1, 119);
  CHECK(shop.quote(event) == "Friday 1");
  Shop::move_to(event, 1, 120);
  CHECK(shop.quote(event).empty());
}

TEST_CASE("Only events that a rule names trigger it") {
  Shop shop;
  const RuleId welcome = shop.rule("Welcome", {flat(50)});
  shop[welcome].triggers = 1U << (static_cast<unsigned>(EventKind::kJoin) - 1);
  CHECK(shop.quote(shop.receipt(0, {{100}})).empty());
  CHECK(shop.why(welcome).why == Why::kOtherEvent);
  CHECK(shop.quote(shop.at(EventKind::kJoin, 0)) == "Welcome 50");
}
