// Discounts in the engine: a quote changes nothing, what is reported is counted and marked and never changed, and whatever discounts
// meet, nothing goes below zero and what was quoted is never marked.
#include <catch2/catch.hpp>
#include <set>

#include "engine/discount_quote.hpp"
#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

constexpr std::uint32_t kOnPurchase = 1U << (static_cast<unsigned>(EventKind::kPurchase) - 1);

Discount percent_off(std::int64_t hundredths) {
  Discount discount;
  discount.stage = DiscountStage::kBasket;
  discount.percent = true;
  discount.value = {hundredths, 100};
  return discount;
}

// Ten percent off everything, at most 150 minor units a member, as rule 1; the small program's own rule is rule 2.
void discounts(Program& program) {
  Limit limit;
  limit.text = "rule \"Tenth\": money per member ever";
  limit.name = "Tenth";
  limit.kind = CapKind::kMoney;
  limit.most = 150;
  limit.window = CapWindow::kEver;
  limit.head_room_recorded = true;
  program.limits = {limit};
  Rule tenth;
  tenth.name = "Tenth";
  tenth.triggers = kOnPurchase;
  tenth.discounts = {percent_off(10)};
  tenth.own = {LimitId{0}};
  program.rules.insert(program.rules.begin(), tenth);
}

SmallLedger shop() {
  SmallLedger ledger = ledger_of(discounts);
  ledger.join(0, 1);
  return ledger;
}

DiscountQuote quoted(SmallLedger& ledger, Event& event) {
  CHECK(complete(event, 2, ledger.rebuilt.symbols).ok());
  Scratch scratch;
  DiscountQuote quote;
  apply_discounts(ledger.rebuilt.versions, ledger.rebuilt.state, event, scratch, quote);
  return quote;
}

Event bought(SmallLedger& ledger, int day, std::int64_t minor) {
  Event event = ledger.purchase(day, 1, minor);
  const DiscountQuote quote = quoted(ledger, event);
  take_off(quote.taken, ledger.rebuilt.versions.at(VersionOrdinal{0}).program, event);
  return event;
}

Wide used(const SmallLedger& ledger) {
  const auto& usage = ledger.rebuilt.state.members[1].usage;
  return usage.empty() ? Wide{0} : usage.front().used;
}

}  // namespace

TEST_CASE("a quote takes a discount off and changes nothing") {
  SmallLedger ledger = shop();
  Event event = ledger.purchase(1, 1, 1'000);
  const DiscountQuote quote = quoted(ledger, event);
  REQUIRE(quote.taken.size() == 1);
  CHECK(quote.taken[0] == TakenOff{RuleId{0}, 0, 100, {}});
  CHECK(event.lines[0].amount_minor == 1'000);
  CHECK(used(ledger) == 0);
}

TEST_CASE("what was quoted is posted unmarked, counted, and given back by a return") {
  SmallLedger ledger = shop();
  Event event = bought(ledger, 1, 1'000);
  CHECK(event.lines[0].amount_minor == 900);
  const std::string id = event.id;
  ledger.post(event);
  CHECK(ledger.outcome.messages.empty());
  CHECK(used(ledger) == 100 * kMicro);
  Event second = ledger.purchase(2, 1, 1'000);
  const DiscountQuote rest = quoted(ledger, second);
  REQUIRE(rest.taken.size() == 1);
  CHECK(rest.taken[0].minor == 50);
  REQUIRE(rest.cuts.size() == 1);
  CHECK(rest.cuts[0].wanted_minor == 100);
  Event back = ledger.at(EventKind::kReturn, 3, 1);
  back.receipt = id;
  back.has_amount = true;
  back.amount_minor = 450;
  ledger.post(back);
  CHECK(used(ledger) == 50 * kMicro);
}

TEST_CASE("what exceeds the quote is marked, counted as reported, and its price stays") {
  SmallLedger ledger = shop();
  Event event = ledger.purchase(1, 1, 700);
  REQUIRE(complete(event, 2, ledger.rebuilt.symbols).ok());
  take_off({{RuleId{0}, 0, 200, {}}}, ledger.rebuilt.versions.at(VersionOrdinal{0}).program, event);
  ledger.post(event);
  REQUIRE(ledger.outcome.messages.size() == 1);
  CHECK(ledger.outcome.messages[0] == "\"Tenth\" took 2.00 IDR off, and a quote allows 0.70 IDR");
  CHECK(used(ledger) == 200 * kMicro);
  CHECK(verify(ledger).ok());
}

TEST_CASE("a report that cannot be read refuses the purchase") {
  SmallLedger ledger = shop();
  Event event = ledger.purchase(1, 1, 700);
  event.more.push_back({"discounts", {List{{Object{{"amount", {Number{"1"}, {}}}, {"line", {Number{"2"}, {}}}, {"rule", {std::string("Tenth"), {}}}}, {}}}, {}}});
  CHECK(ledger.post(event) == "refused: The receipt has no such line.");
}

TEST_CASE("taking back what was taken off gives the basket back") {
  SmallLedger ledger = shop();
  const Program& program = ledger.rebuilt.versions.at(VersionOrdinal{0}).program;
  const Event event = bought(ledger, 1, 1'234);
  const Event before = without_discounts(program, event);
  CHECK(before.lines[0].amount_minor == 1'234);
  CHECK(before.lines[0].discount_minor == 0);
  CHECK_FALSE(reports_discounts(before));
}

namespace {

class DiscountDice {
 public:
  explicit DiscountDice(std::uint64_t seed) : state_(seed * 2 + 1) {}
  std::int64_t upto(std::int64_t most) {
    state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(most + 1));
  }

 private:
  std::uint64_t state_;
};

Discount any_discount(DiscountDice& dice) {
  Discount discount;
  discount.kind = static_cast<DiscountKind>(dice.upto(static_cast<int>(DiscountKind::kFree)));
  if (discount.kind == DiscountKind::kPerField) discount.kind = DiscountKind::kPerPiece;
  discount.stage = discount.kind == DiscountKind::kOff && dice.upto(1) == 1 ? DiscountStage::kBasket : DiscountStage::kItems;
  if (discount.kind == DiscountKind::kOff && discount.stage == DiscountStage::kItems) discount.pick = static_cast<DiscountPick>(dice.upto(5));
  const bool may_be_share = discount.kind == DiscountKind::kOff || discount.kind == DiscountKind::kGroups;
  discount.percent = may_be_share && dice.upto(1) == 1;
  discount.value = discount.percent ? Ratio{dice.upto(99) + 1, 100} : Ratio{dice.upto(500), 1};
  discount.pieces = dice.upto(3) + 1;
  discount.for_every = discount.kind == DiscountKind::kFree ? dice.upto(3) : 0;
  return discount;
}

// Of what a rule's discounts are taken on, for a member, for ever.
LimitId any_spend_limit(DiscountDice& dice, const std::string& rule, Program& program) {
  Limit limit;
  limit.text = "rule \"" + rule + "\": spend per member ever";
  limit.name = rule;
  limit.kind = CapKind::kSpend;
  limit.most = dice.upto(6'000);
  limit.window = CapWindow::kEver;
  limit.head_room_recorded = true;
  program.limits.push_back(limit);
  return LimitId{program.limits.size() - 1};
}

Program any_program(DiscountDice& dice, Program program) {
  const std::vector<Give> points = program.rules.front().gives;
  program.units.front().worth = dice.upto(60) * kMicro + 1;
  program.rules.clear();
  program.discounts.mode = static_cast<RoundMode>(dice.upto(4));
  program.discounts.step_minor = dice.upto(1) == 0 ? 1 : 5;
  constexpr RoundStage kStages[] = {RoundStage::kItem, RoundStage::kLine, RoundStage::kReceipt};
  program.discounts.stage = kStages[dice.upto(2)];
  Stack stack;
  stack.name = "S";
  stack.keep = static_cast<KeepKind>(dice.upto(3));
  stack.apart = dice.upto(1) == 0 ? Apart::kTogether : Apart::kPerLine;
  stack.order = {RuleId{2}, RuleId{0}};
  stack.cut_goes_to_next = dice.upto(2) == 0;
  program.stacks = {stack};
  for (int i = 0; i < 4; ++i) {
    Rule rule;
    rule.name = std::string(1, static_cast<char>('A' + i));
    rule.triggers = kOnPurchase;
    for (std::int64_t left = dice.upto(1) + 1; left > 0; --left) rule.discounts.push_back(any_discount(dice));
    if (dice.upto(1) == 1) rule.stack = StackId{0};
    if (dice.upto(2) == 0) rule.own = {any_spend_limit(dice, rule.name, program)};
    if (dice.upto(2) == 0 && !(rule.stack && stack.cut_goes_to_next)) {
      rule.gives = points;
      if (dice.upto(1) == 0) rule.discounts.clear();
    }
    program.rules.push_back(rule);
  }
  return program;
}

Event any_basket(DiscountDice& dice, SmallLedger& ledger) {
  Event event = ledger.purchase(1, 1, dice.upto(5'000));
  for (std::int64_t lines = dice.upto(4); lines > 0; --lines) {
    Line line = event.lines.front();
    line.amount_minor = dice.upto(3'000);
    event.lines.push_back(line);
  }
  for (Line& line : event.lines) {
    line.quantity_micro = dice.upto(4) == 0 ? dice.upto(5'000'000) : (dice.upto(6) + 1) * kMicro;
    line.has_quantity = true;
  }
  if (dice.upto(3) == 0) {
    event.lines.push_back(event.lines.front());
    event.lines.back().amount_minor = -dice.upto(event.lines.front().amount_minor);
  }
  return event;
}

// Rules of the one stack that took something off or gave something.
std::set<RuleId> kept_in_stack(const Program& program, const DiscountQuote& quote, const Outcome& outcome) {
  std::set<RuleId> rules;
  for (const TakenOff& one : quote.taken) rules.insert(one.rule);
  for (const Posting& posting : outcome.postings)
    if (posting.why == PostingWhy::kRule) rules.insert(posting.rule);
  std::erase_if(rules, [&](RuleId id) { return !program.rules[id.index()].stack; });
  return rules;
}

// What the stack's discounts were taken on, line by line.
std::vector<std::int64_t> spend_in_stack(const Program& program, const DiscountQuote& quote, std::size_t lines) {
  std::vector<std::int64_t> spend(lines, 0);
  for (const TakenOff& one : quote.taken)
    if (program.rules[one.rule.index()].stack) spend[static_cast<std::size_t>(one.line)] += one.spend_minor.value_or(0);
  return spend;
}

}  // namespace

TEST_CASE("whatever discounts meet, nothing goes below zero and the quote stands") {
  std::size_t taken = 0, handed_on = 0;
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    DiscountDice dice(seed);
    SmallLedger ledger = ledger_of([&](Program& program) { program = any_program(dice, program); });
    ledger.join(0, 1);
    Event event = any_basket(dice, ledger);
    const Event asked = event;
    const DiscountQuote quote = quoted(ledger, event);
    INFO("seed " << seed);
    REQUIRE_FALSE(quote.overflow);
    take_off(quote.taken, ledger.rebuilt.versions.at(VersionOrdinal{0}).program, event);
    for (std::size_t i = 0; i < event.lines.size(); ++i) {
      REQUIRE(event.lines[i].amount_minor >= std::min<std::int64_t>(0, asked.lines[i].amount_minor));
      REQUIRE(event.lines[i].amount_minor <= asked.lines[i].amount_minor);
    }
    const Event before = without_discounts(ledger.rebuilt.versions.at(VersionOrdinal{0}).program, event);
    for (std::size_t i = 0; i < asked.lines.size(); ++i) REQUIRE(before.lines[i].amount_minor == asked.lines[i].amount_minor);
    ledger.post(event);
    REQUIRE_FALSE(ledger.outcome.refused);
    REQUIRE(ledger.outcome.messages.empty());
    taken += quote.taken.size();
    const Program& program = ledger.rebuilt.versions.at(VersionOrdinal{0}).program;
    const Stack& stack = program.stacks.front();
    const bool one_wins = stack.keep != KeepKind::kAll && !stack.cut_goes_to_next && stack.apart == Apart::kTogether;
    if (one_wins) REQUIRE(kept_in_stack(program, quote, ledger.outcome).size() <= 1);
    const bool hands_on = stack.keep != KeepKind::kAll && stack.cut_goes_to_next;
    if (!hands_on || std::any_of(program.rules.begin(), program.rules.end(), [](const Rule& rule) { return rule.discounts.size() > 1; })) continue;
    const std::vector<std::int64_t> spend = spend_in_stack(program, quote, asked.lines.size());
    for (std::size_t i = 0; i < spend.size(); ++i) REQUIRE(spend[i] <= std::max<std::int64_t>(asked.lines[i].amount_minor, 0));
    if (!quote.taken.empty()) ++handed_on;
  }
  CHECK(taken > 3'000);
  CHECK(handed_on > 20);
}
