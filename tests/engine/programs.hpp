// Programs built by hand for tests of judging: rules in a few words, receipts in a few more, and what was given as one line.
//
// Money is in EUR with two decimals, one unit is "beans" (rounded down to whole ones per rule, worth 0.01 EUR each unless a
// test says otherwise), Ana is the member. Day 0 is friday 2027-01-01; a receipt is at noon unless said.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/apply.hpp"
#include "engine/index.hpp"
#include "engine/judge.hpp"
#include "engine/scratch.hpp"
#include "engine/symbols.hpp"

namespace setia::engine {

inline constexpr std::int64_t kOne = 1'000'000;
inline constexpr Day kDayZero = 20'819;  // 2027-01-01

// --- gives ----------------------------------------------------------------------------------------------------------

inline Give flat(std::int64_t beans) {
  Give give;
  give.rate = {beans * kOne, 1};
  return give;
}

inline Give rate_on(BaseKind kind, Ratio rate) {
  Give give;
  give.kind = GiveKind::kRate;
  give.base.kind = kind;
  give.rate = rate;
  return give;
}

// `beans` for every `minor` of spend, in lowest terms as a program has them.
inline Ratio per(std::int64_t beans, std::int64_t minor) {
  const std::int64_t common = std::gcd(beans * kOne, minor);
  return {beans * kOne / common, minor / common};
}
inline Give per_spend(std::int64_t beans, std::int64_t minor) { return rate_on(BaseKind::kSpend, per(beans, minor)); }

inline Give in_blocks(std::int64_t beans, std::int64_t minor, Block block) {
  Give give = rate_on(BaseKind::kSpend, {beans * kOne, 1});
  give.block = block;
  give.step = minor;
  return give;
}

inline Give per_full(std::int64_t beans, std::int64_t minor) { return in_blocks(beans, minor, Block::kFull); }
inline Give per_item(std::int64_t beans) {
  Give give = rate_on(BaseKind::kPieces, {beans, 1});
  give.apart = Apart::kPerItem;
  return give;
}

inline Give multiply_by(Ratio factor, std::vector<RuleId> from = {}) {
  Give give;
  give.kind = GiveKind::kMultiply;
  give.rate = factor;
  give.from = std::move(from);
  return give;
}

inline Give on(FilterId lines, Give give) {
  (give.kind == GiveKind::kMultiply ? give.lines : give.base.filter) = lines;
  return give;
}

inline Give of_unit(UnitId unit, Give give) {
  give.unit = unit;
  return give;
}

// --- limits ---------------------------------------------------------------------------------------------------------

inline Limit at_most(std::int64_t most, CapKind kind, CapScope scope = CapScope::kMember, CapWindow window = CapWindow::kEver) {
  Limit limit;
  limit.most = most;
  limit.kind = kind;
  limit.scope = scope;
  limit.window = window;
  return limit;
}

inline Limit per_calendar(CalendarUnit calendar, Limit limit) {
  limit.window = CapWindow::kCalendar;
  limit.calendar = calendar;
  return limit;
}

inline Limit in_any(Length length, Limit limit) {
  limit.window = CapWindow::kAny;
  limit.any = length;
  return limit;
}

// --- receipts -------------------------------------------------------------------------------------------------------

struct Bought {
  std::int64_t minor = 0;
  std::string_view category = "tea";
  std::int64_t pieces = 1;
  std::int64_t tax = 0;
};

class Shop {
 public:
  Shop() {
    program.currency = "EUR";
    program.filters.emplace_back();
    program.rules.reserve(16);
    Unit beans;
    beans.name = "beans";
    beans.worth = kOne;
    beans.denominator = 720'720;
    beans.stages = {Rounding{}};
    program.units = {beans};
  }

  // Rules are added in the order of their names.
  RuleId rule(std::string name, std::vector<Give> gives) {
    Rule made;
    made.name = std::move(name);
    made.triggers = 1U << (static_cast<unsigned>(EventKind::kPurchase) - 1);
    made.gives = std::move(gives);
    program.rules.push_back(std::move(made));
    return RuleId{program.rules.size() - 1};
  }
  Rule& operator[](RuleId id) { return program.rules[id.index()]; }

  UnitId unit(std::string name) {
    Unit made = program.units.front();
    made.name = std::move(name);
    program.units.push_back(std::move(made));
    return UnitId{program.units.size() - 1};
  }

  LimitId own(RuleId id, Limit limit) {
    const LimitId made = add(std::move(limit));
    program.rules[id.index()].own.push_back(made);
    return made;
  }

  LimitId shared(std::initializer_list<RuleId> rules, Limit limit) {
    limit.shared = true;
    const LimitId made = add(std::move(limit));
    for (const RuleId id : rules) program.rules[id.index()].shared.push_back(made);
    return made;
  }

  StackId stack(std::initializer_list<RuleId> rules, KeepKind keep = KeepKind::kBest, Apart apart = Apart::kTogether) {
    Stack made;
    made.name = "Offers";
    made.keep = keep;
    made.apart = apart;
    program.stacks.push_back(made);
    for (const RuleId id : rules) program.rules[id.index()].stack = StackId{program.stacks.size() - 1};
    return StackId{program.stacks.size() - 1};
  }

  SymbolId text(std::string_view word) { return symbols.intern(word); }

  SetId set(std::initializer_list<std::string_view> words) {
    SymbolSet made;
    for (const std::string_view word : words) made.members.push_back(text(word));
    std::sort(made.members.begin(), made.members.end());
    program.sets.push_back(std::move(made));
    return SetId{program.sets.size() - 1};
  }

  FilterId category(std::initializer_list<std::string_view> words) {
    LineTest test;
    test.set = set(words);
    program.filters.emplace_back().any.push_back(test);
    return FilterId{program.filters.size() - 1};
  }

  SlotId slot(Slot made) {
    program.slots.push_back(std::move(made));
    return SlotId{program.slots.size() - 1};
  }
  SlotId slot(SlotKind kind) {
    Slot made;
    made.kind = kind;
    return slot(made);
  }

  // A quantity of the member's history over a window, this event's own part included.
  SlotId reading(MetricKind kind, Window window, Statistic statistic = Statistic::kSum, Grouping grouping = Grouping::kNone) {
    Metric metric;
    metric.text = "metric " + std::to_string(program.metrics.size());
    metric.kind = kind;
    program.metrics.push_back(metric);
    Reading read;
    read.metric = MetricId{program.metrics.size() - 1};
    read.window = window;
    read.statistic = statistic;
    read.grouping = grouping;
    program.readings.push_back(read);
    Slot made;
    made.kind = SlotKind::kReading;
    made.from_body = false;
    made.reading = static_cast<std::uint32_t>(program.readings.size() - 1);
    return slot(made);
  }

  void when(RuleId id, SlotId slot, std::int64_t low, std::int64_t high) {
    Check check;
    check.slot = slot;
    check.low = low;
    check.width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    add_check(id, check);
  }
  void when_in(RuleId id, SlotId slot, SetId wanted) {
    Check check;
    check.slot = slot;
    check.by_set = true;
    check.set = wanted;
    add_check(id, check);
  }
  void when_not(RuleId id) { program.rules[id.index()].checks.back().negated = true; }

  // A receipt; negative lines are discounts. Nothing says how it was paid.
  Event receipt(int day, std::initializer_list<Bought> lines) {
    Event event = at(EventKind::kPurchase, day);
    for (const Bought& bought : lines) {
      Line line;
      line.number = static_cast<std::int32_t>(event.lines.size()) + 1;
      line.category = text(bought.category);
      line.quantity_micro = bought.pieces * kOne;
      line.amount_minor = bought.minor;
      line.tax_minor = bought.tax;
      event.lines.push_back(line);
    }
    return event;
  }

  Event at(EventKind kind, int day) {
    Event event;
    event.kind = kind;
    event.member = MemberIndex{1};
    move_to(event, day, 720);
    return event;
  }

  static void move_to(Event& event, int day, Minute minute) {
    event.stamp.local = event.stamp.program = {kDayZero + day, minute};
    event.stamp.instant_second = (std::int64_t{kDayZero} + day) * 86'400 + minute * 60;
  }

  static void pay(Event& event, SymbolId method, std::int64_t minor, std::string unit = {}) {
    Payment payment;
    payment.method = method;
    payment.amount_minor = minor;
    payment.unit = std::move(unit);
    event.payments.push_back(payment);
  }

  // What the event gives: "Base 9, Double 4.5 xp", with "line 2" where a posting says so. Nothing is kept. It gives the same whether
  // somebody asks for reasons or not.
  std::string quote(const Event& event) {
    open();
    judge(adopted(), VersionOrdinal{}, versions.index(VersionOrdinal{}), state, ana(), event, scratch, judged, &trace);
    const std::string explained = given() + cuts();
    judge(adopted(), VersionOrdinal{}, versions.index(VersionOrdinal{}), state, ana(), event, scratch, judged, nullptr);
    if (!judged.overflow) REQUIRE(given() + cuts() == explained);
    return judged.overflow ? "overflow" : given();
  }

  // The same, and kept.
  std::string post(const Event& event) {
    std::string answer = quote(event);
    Outcome outcome;
    outcome.changes = judged.changes;
    take(versions, outcome, state.sequence + 1, passed_with(event.stamp), state);
    return answer;
  }

  std::string cuts() const {
    std::string text;
    for (const Cut& cut : judged.cuts) {
      if (!text.empty()) text += ", ";
      text += adopted().rules[cut.rule.index()].name + " " + amount(cut.wanted_micro) + " to " + amount(cut.given_micro) + " by " +
              std::to_string(cut.limit.value);
    }
    return text;
  }

  // What the event used of a limit, in the limit's scale.
  std::int64_t used(LimitId limit) const {
    Wide sum = 0;
    for (const Change& change : judged.changes) {
      if (change.kind == ChangeKind::kUsed && change.index == limit.value) sum += change.amount;
    }
    return static_cast<std::int64_t>(sum);
  }

  const RuleTrace& why(RuleId id) const { return trace.rules[id.index()]; }
  MemberState& ana() { open(); return state.members[1]; }
  const Program& adopted() const { return versions.at(VersionOrdinal{}).program; }

  Symbols symbols;
  Program program;    // until the first event; a copy of it is judged by
  State state;
  Judgement judged;
  Trace trace;

 private:
  void open() {
    if (versions.size() > 0) return;
    versions.adopt({program, kAlways, "", {}});
    state.members.emplace_back();
    state.members[1].standing = Standing::kActive;
    state.members[1].joining = state.joined = 1;
    state.members[1].joined = {kDayZero, 0};
    state.members[1].joined_second = std::int64_t{kDayZero} * 86'400;
  }

  LimitId add(Limit limit) {
    limit.text = "limit " + std::to_string(program.limits.size());
    program.limits.push_back(std::move(limit));
    return LimitId{program.limits.size() - 1};
  }

  void add_check(RuleId id, Check check) {
    std::vector<Check>& checks = program.rules[id.index()].checks;
    check.clause = static_cast<std::uint16_t>(checks.size());
    checks.push_back(check);
  }

  static std::string amount(std::int64_t micro) {
    std::string text = std::to_string(micro / kOne);
    if (micro % kOne == 0) return text;
    std::string fraction = std::to_string(kOne + micro % kOne).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return text + "." + fraction;
  }

  std::string given() const {
    std::string text;
    for (const Accrual& one : judged.accruals) {
      if (!text.empty()) text += ", ";
      text += adopted().rules[one.rule.index()].name + " " + amount(one.amount_micro);
      if (one.unit != UnitId{}) text += " " + adopted().units[one.unit.index()].name;
      if (one.line != 0) text += " line " + std::to_string(one.line);
    }
    return text;
  }

  Versions versions;
  Scratch scratch;
};

}  // namespace setia::engine
