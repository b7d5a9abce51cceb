// Where sentences of judging meet: caps with tables, stacks with blocks and extras, amounts at the edge of what fits.
#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "tests/engine/programs.hpp"

using namespace setia::engine;

namespace {

// What a receipt comes to in a process of its own: "stopped" when judging it ends the process.
std::string apart(Shop& shop, const Event& event) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);
    const std::string answer = shop.quote(event);
    const bool written = ::write(ends[1], answer.data(), answer.size()) == static_cast<ssize_t>(answer.size());
    ::_exit(written ? 0 : 1);
  }
  ::close(ends[1]);
  std::string answer;
  std::array<char, 256> bytes{};
  for (ssize_t count = 0; (count = ::read(ends[0], bytes.data(), bytes.size())) > 0;) {
    answer.append(bytes.data(), static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? answer : "stopped";
}

constexpr std::int64_t kHuge = 9'000'000'000'000'000'000;

Rounding rounding_at(RoundStage at, RoundMode mode = RoundMode::kDown, std::int64_t step = kOne) {
  Rounding rounding;
  rounding.stage = at;
  rounding.mode = mode;
  rounding.step = step;
  return rounding;
}

KeyCell text_cell(SymbolId text) {
  KeyCell cell;
  cell.texts.members = {text};
  return cell;
}

TableRow row_of(std::vector<KeyCell> keys, Ratio value) {
  TableRow row;
  row.keys = std::move(keys);
  row.values = {value};
  return row;
}

TableKey key_of(KeySource source, SlotId slot = {}) {
  TableKey key;
  key.source = source;
  key.slot = slot;
  return key;
}

}  // namespace

TEST_CASE("A sum of lines that does not fit refuses the event, it does not end the process") {
  Shop shop;
  shop.rule("Base", {per_spend(1, 100)});
  CHECK(apart(shop, shop.receipt(0, {{kHuge}, {kHuge}})) == "overflow");
}

TEST_CASE("An amount that does not fit refuses the event, it does not end the process") {
  Shop shop;
  shop.rule("Base", {per_spend(1'000'000, 1)});
  CHECK(apart(shop, shop.receipt(0, {{kHuge}})) == "overflow");
}

TEST_CASE("An exact amount that does not fit 128 bit refuses the event") {
  Shop shop;
  shop.program.units[0].denominator = 1'000'000'000'000'000;
  shop.rule("Base", {per_spend(1'000'000, 1)});
  CHECK(apart(shop, shop.receipt(0, {{kHuge}})) == "overflow");
}

TEST_CASE("Sharing a large amount over rules does not end the process") {
  Shop shop;
  shop.program.units[0].denominator = 1'000'000'000'000'000;
  shop.program.units[0].stages = {rounding_at(RoundStage::kReceipt)};
  shop.rule("A", {per_spend(1, 100)});
  shop.rule("B", {per_spend(1, 100)});
  CHECK(apart(shop, shop.receipt(0, {{100'000'000'000}})) == "A 1000000000, B 1000000000");  // 1,000 million EUR
}

TEST_CASE("[J8] Before discounts a basket is what it was without its negative lines") {
  Shop shop;
  Slot before;
  before.kind = SlotKind::kBasketTotal;
  before.before_discounts = true;
  const SlotId slot = shop.slot(before);
  const RuleId rule = shop.rule("Hundred", {flat(1)});
  shop.when(rule, slot, 100, 100);
  CHECK(shop.quote(shop.receipt(0, {{100}, {-30}})) == "Hundred 1");
}

TEST_CASE("[J4] Per line rounds each rule's line by itself: line comes before rule") {
  Shop shop;
  shop.program.units[0].stages = {rounding_at(RoundStage::kLine)};
  shop.rule("A", {per_spend(1, 100)});
  shop.rule("B", {per_spend(1, 100)});
  CHECK(shop.quote(shop.receipt(0, {{360}})) == "A 3 line 1, B 3 line 1");
}

TEST_CASE("[J4] A cut goes down to the step that is posted, not to that of the first stage") {
  Shop shop;
  shop.program.units[0].stages = {rounding_at(RoundStage::kLine, RoundMode::kUp, 10'000), rounding_at(RoundStage::kReceipt, RoundMode::kUp)};
  const RuleId rule = shop.rule("Base", {per_spend(1, 100)});
  shop.own(rule, at_most(4'500'000, CapKind::kUnits));
  CHECK(shop.quote(shop.receipt(0, {{800}})) == "Base 4 line 1");
}

TEST_CASE("[J3] Blocks of a derived give are whole blocks of the other rules' gives") {
  Shop shop;
  const UnitId xp = shop.unit("xp");
  shop.rule("Base", {per_spend(1, 100)});
  Give derived;
  derived.kind = GiveKind::kDerived;
  derived.unit = xp;
  derived.source = UnitId{0};
  derived.block = Block::kFull;
  derived.step = 10 * kOne;
  derived.rate = {kOne, 1};
  shop.rule("Xp per full 10 beans", {derived});
  CHECK(shop.quote(shop.receipt(0, {{2'500}})) == "Base 25, Xp per full 10 beans 2 xp");
}

TEST_CASE("Every key of a row must fit, also where the last one cuts the base in parts") {
  Shop shop;
  Table table;
  table.keys = {key_of(KeySource::kSlot, shop.slot(SlotKind::kStore)), key_of(KeySource::kPart, shop.slot(SlotKind::kBasketTotal))};
  KeyCell band;
  band.high = 1'000'000;
  table.rows = {row_of({text_cell(shop.text("S1")), band}, per(1, 100)), row_of({text_cell(shop.text("S2")), band}, per(2, 100))};
  shop.program.tables = {table};
  Give give = per_spend(1, 1);
  give.table = TableId{0};
  shop.rule("Bands", {give});
  Event event = shop.receipt(0, {{1'000}});
  event.store = shop.text("S1");
  CHECK(shop.quote(event) == "Bands 10");
}

TEST_CASE("Every key of a row must fit, also where the last one asks how it was paid") {
  Shop shop;
  Table table;
  table.keys = {key_of(KeySource::kSlot, shop.slot(SlotKind::kStore)), key_of(KeySource::kTender)};
  const KeyCell card = text_cell(shop.text("card"));
  table.rows = {row_of({text_cell(shop.text("S1")), card}, per(1, 100)), row_of({text_cell(shop.text("S2")), card}, per(2, 100))};
  shop.program.tables = {table};
  Give give = per_spend(1, 1);
  give.table = TableId{0};
  shop.rule("Tenders", {give});
  Event event = shop.receipt(0, {{1'000}});
  event.store = shop.text("S1");
  Shop::pay(event, shop.text("card"), 1'000);
  CHECK(shop.quote(event) == "Tenders 10");
}

TEST_CASE("[J1] A cap on spend cuts the base of bands too") {
  Shop shop;
  Table table;
  table.keys = {key_of(KeySource::kPart, shop.slot(SlotKind::kBasketTotal))};
  KeyCell band;
  band.high = 1'000'000;
  table.rows = {row_of({band}, per(1, 100))};
  shop.program.tables = {table};
  Give give = per_spend(1, 1);
  give.table = TableId{0};
  const RuleId rule = shop.rule("Bands", {give});
  shop.own(rule, at_most(400, CapKind::kSpend));
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Bands 4");
}

TEST_CASE("[J5] A cap on spend of a multiplier bounds what it multiplies") {
  Shop shop;
  shop.rule("Base", {per_spend(1, 100)});
  const RuleId two = shop.rule("Two", {multiply_by({2, 1})});
  shop.own(two, at_most(400, CapKind::kSpend));
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Base 10, Two 4");
}

TEST_CASE("[J2] Gives per item are not reached by multipliers unless the unit says so") {
  Shop shop;
  shop.rule("Cups", {per_item(2)});
  shop.rule("Two", {multiply_by({2, 1})});
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "Cups 2 line 1");
}

TEST_CASE("At most so many held cuts earning when the balance is full") {
  Shop shop;
  shop.program.units[0].held_cap_micro = 25 * kOne;
  shop.rule("Ten", {flat(10)});
  Holding holding;
  holding.available_micro = 12 * kOne;
  holding.pending_micro = 8 * kOne;
  shop.ana().holdings = {holding};
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "Ten 5");
}

TEST_CASE("[J5] A money limit binds all units of a rule together") {
  Shop shop;
  const UnitId xp = shop.unit("xp");
  const RuleId rule = shop.rule("Both", {flat(10), of_unit(xp, flat(10))});
  const LimitId limit = shop.own(rule, at_most(10, CapKind::kMoney));
  shop.post(shop.receipt(0, {{100}}));
  CHECK(shop.used(limit) <= 10 * kOne);
}

TEST_CASE("[J5] What a cap on spend took away is among the cuts, and said") {
  Shop shop;
  const RuleId rule = shop.rule("Base", {per_spend(1, 100)});
  shop.own(rule, at_most(500, CapKind::kSpend));
  shop.post(shop.receipt(0, {{800}}));
  CHECK(shop.cuts() == "Base 8 to 5 by 0");
  shop.post(shop.receipt(0, {{800}}));
  CHECK(shop.cuts() == "Base 8 to 0 by 0");
  CHECK(shop.why(rule).why == Why::kOwnLimit);
}

TEST_CASE("[J6] Inside a rule a cap on spend is used in line order, whatever row a line has") {
  Shop shop;
  Table table;
  TableKey key;
  key.source = KeySource::kLineField;
  table.keys = {key};
  table.rows.resize(2);
  table.rows[0].keys.emplace_back().texts.members = {shop.text("coffee")};
  table.rows[0].values = {per(3, 100)};
  table.rows[1].keys.emplace_back().texts.members = {shop.text("tea")};
  table.rows[1].values = {per(1, 100)};
  shop.program.tables = {table};
  Give give = per_spend(1, 100);
  give.table = TableId{0};
  const RuleId rule = shop.rule("Rates", {give});
  shop.own(rule, at_most(1'000, CapKind::kSpend, CapScope::kReceipt, CapWindow::kEvent));
  CHECK(shop.quote(shop.receipt(0, {{800, "tea"}, {600, "coffee"}})) == "Rates 14");  // 8.00 of tea, 2.00 of coffee
}

TEST_CASE("[J5] A cap on spend per line binds each line") {
  Shop shop;
  const RuleId rule = shop.rule("Base", {per_spend(1, 100)});
  shop.own(rule, at_most(500, CapKind::kSpend, CapScope::kLine, CapWindow::kEvent));
  CHECK(shop.quote(shop.receipt(0, {{800}, {300}, {700}})) == "Base 13");
}

TEST_CASE("[J5] A limit never cuts in the middle of all or nothing, caps on spend included") {
  Shop shop;
  const RuleId rule = shop.rule("Base", {per_spend(1, 100)});
  shop[rule].all_or_nothing = true;
  shop.own(rule, at_most(500, CapKind::kSpend));
  CHECK(shop.quote(shop.receipt(0, {{800}})).empty());
  CHECK(shop.quote(shop.receipt(0, {{500}})) == "Base 5");
}

TEST_CASE("A message is said when its rule acts, not when a limit has used it up") {
  Shop shop;
  const RuleId rule = shop.rule("Ten", {flat(10)});
  shop[rule].says = {"Enjoy"};
  shop.own(rule, at_most(1, CapKind::kTimes));
  shop.post(shop.receipt(0, {{100}}));
  CHECK(shop.judged.said == std::vector{rule});
  shop.post(shop.receipt(0, {{100}}));
  CHECK(shop.judged.said.empty());
}

TEST_CASE("[J2] A line's share of a whole give is exact: what adds up to a whole is not cut to less") {
  Shop shop;
  const FilterId coffee = shop.category({"coffee"});
  shop.program.units[0].denominator = 1;
  shop.rule("Base", {per_full(1, 1'000)});
  shop.rule("Four", {on(coffee, multiply_by({4, 1}))});
  // Coffee has two thirds of 5 beans; three times that is 10.
  CHECK(shop.quote(shop.receipt(0, {{1'700, "tea"}, {3'400, "coffee"}})) == "Base 5, Four 10");
}

TEST_CASE("[J4] Rounding up over a receipt does not lift a rule above its own limit") {
  Shop shop;
  shop.program.units[0].stages = {rounding_at(RoundStage::kReceipt, RoundMode::kUp)};
  const RuleId big = shop.rule("Big", {per_spend(29, 1'000)});
  shop.rule("Small", {per_spend(2, 1'000)});
  shop.own(big, at_most(3 * kOne, CapKind::kUnits));
  CHECK(shop.quote(shop.receipt(0, {{100}})) == "Big 3, Small 1");  // 2.9 and 0.2 come to 3.1
}

TEST_CASE("Round spend rounds the base before anything is given") {
  Shop shop;
  Rounding spend = rounding_at(RoundStage::kReceipt, RoundMode::kDown, 100);
  spend.spend = true;
  shop.program.units[0].stages = {spend, rounding_at(RoundStage::kRule, RoundMode::kDown, 10'000)};
  shop.rule("Base", {per_spend(1, 100)});
  CHECK(shop.quote(shop.receipt(0, {{199}, {199}})) == "Base 3");
}

TEST_CASE("[J6] With per line, full blocks are taken over the lines the rule won") {
  Shop shop;
  const FilterId tea = shop.category({"tea"});
  const RuleId blocks = shop.rule("Blocks", {per_full(1, 1'000)});
  const RuleId teas = shop.rule("Tea", {on(tea, per_spend(1, 100))});
  shop.stack({blocks, teas}, KeepKind::kBest, Apart::kPerLine);
  CHECK(shop.quote(shop.receipt(0, {{1'000, "coffee"}, {999, "tea"}})) == "Blocks 1, Tea 9");
}

TEST_CASE("[J6] With per line, a cap on spend is used by the lines that were won") {
  Shop shop;
  const FilterId tea = shop.category({"tea"});
  const RuleId all = shop.rule("All", {per_spend(1, 100)});
  const RuleId teas = shop.rule("Tea", {on(tea, per_spend(2, 100))});
  const LimitId limit = shop.own(all, at_most(10'000, CapKind::kSpend));
  shop.stack({all, teas}, KeepKind::kBest, Apart::kPerLine);
  CHECK(shop.post(shop.receipt(0, {{1'000, "coffee"}, {500, "tea"}})) == "All 10, Tea 10");
  CHECK(shop.used(limit) == 1'000);
}

TEST_CASE("[J3] [J6] An extra without its base does not win another stack") {
  Shop shop;
  const RuleId base = shop.rule("Base", {per_spend(1, 100)});
  const RuleId big = shop.rule("Big", {flat(100)});
  const RuleId present = shop.rule("Present", {flat(5)});
  const RuleId two = shop.rule("Two", {multiply_by({2, 1}, {base})});
  shop.stack({two, present});  // judged on its own name, before or after the base's
  shop.stack({base, big});
  CHECK(shop.quote(shop.receipt(0, {{1'000}})) == "Big 100, Present 5");
}

TEST_CASE("[T1] A rule's hours in a night that belongs to the day before") {
  Shop shop;
  shop.program.calendar.day_ends_at = 120;
  const RuleId night = shop.rule("Night", {flat(1)});
  shop[night].from = {kDayZero, 1'200};
  shop[night].until = {kDayZero, 1'439};
  Event event = shop.receipt(0, {{100}});
  Shop::move_to(event, 0, 1'199);
  CHECK(shop.quote(event).empty());
  Shop::move_to(event, 1, 90);  // 01:30 still belongs to the evening that began at 20:00
  CHECK(shop.quote(event) == "Night 1");
  Shop::move_to(event, 1, 120);
  CHECK(shop.quote(event).empty());
}
