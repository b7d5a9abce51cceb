#include "tests/oracle/quantity.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "tests/oracle/condition.hpp"
#include "tests/oracle/life.hpp"

namespace setia::oracle {
namespace {

using dsl::QuantityKind;
using rules::QuantityPlan;

constexpr std::int64_t kMicro = 1'000'000;

// What one receipt adds, by group: the texts of `different`, or the one group "".
using Added = std::map<std::string, Exact>;

Texts groups_of_line(const Judging& judging, const engine::Line& line, const rules::AnyField& field) {
  return is_of_lines(judging.history.plan(), field) ? texts_of_line(judging, line, field) : texts_of_event(judging, field);
}

Added add_lines(const Judging& judging, const QuantityPlan& quantity, const rules::AnyField* group) {
  const bool spends = quantity.kind == QuantityKind::kSpend;
  const std::vector<Exact> spend = spend_of_lines(judging, {quantity.paid_by, quantity.not_paid_by}, quantity.without_tax, {});
  Added added;
  for (std::size_t i = 0; i < judging.event.lines.size(); ++i) {
    const engine::Line& line = judging.event.lines[i];
    if (line.amount_minor < 0 || !fits(judging, line, quantity.lines)) continue;
    const Exact amount = spends ? spend[i] : Exact(line.quantity_micro);
    if (group == nullptr) added[""] += amount;
    else for (const std::string& text : groups_of_line(judging, line, *group)) added[text] += amount;
  }
  return added;
}

Added add_different(const Judging& judging, const QuantityPlan& quantity) {
  Added added;
  if (!is_of_lines(judging.history.plan(), quantity.field)) {
    for (const std::string& text : texts_of_event(judging, quantity.field)) added[text] = 1;
    return added;
  }
  for (const engine::Line& line : judging.event.lines) {
    if (line.amount_minor < 0 || !fits(judging, line, quantity.lines)) continue;
    for (const std::string& text : texts_of_line(judging, line, quantity.field)) added[text] = 1;
  }
  return added;
}

// What the event being judged adds to a quantity that receipts feed.
Added added_by(const Judging& judging, const QuantityPlan& quantity, const rules::AnyField* group) {
  if (judging.event.kind != engine::EventKind::kPurchase) return {};
  switch (quantity.kind) {
    case QuantityKind::kSpend:
    case QuantityKind::kItems: return add_lines(judging, quantity, group);
    case QuantityKind::kPurchases:
      if (basket_total(judging.event, false, false) < quantity.at_least_minor.value_or(0)) return {};
      return {{"", 1}};
    case QuantityKind::kDifferent: return add_different(judging, quantity);
    default: return {};
  }
}

Exact earned_in(const Past& past, const QuantityPlan& quantity) {
  Exact sum = 0;
  for (const Gift& gift : past.gifts) {
    const bool named = quantity.from.empty() || std::any_of(quantity.from.begin(), quantity.from.end(), [&](rules::RuleRef rule) { return rule.index == gift.rule; });
    if (gift.unit == quantity.unit.index && named) sum += gift.amount_micro;
  }
  return sum;
}

// One event's part of a quantity, with the day it counts on.
struct Part {
  engine::Day day = 0;
  Added added;
  bool of_this_event = false;
};

std::vector<Part> parts_of(const Judging& judging, const QuantityPlan& quantity, const std::vector<rules::ConditionPlan>& conditions,
                           const rules::AnyField* group) {
  std::vector<Part> parts;
  for (const Past& past : judging.history.past()) {
    if (past.event.member != judging.event.member) continue;
    const Judging then = judging_of(judging.history, past);
    if (quantity.kind == QuantityKind::kUnitEarned) {
      if (all_hold(then, conditions)) parts.push_back({past.day, {{"", earned_in(past, quantity)}}, false});
      continue;
    }
    if (past.counted && all_hold(then, conditions)) parts.push_back({past.day, added_by(then, quantity, group), false});
  }
  const bool includes_this = quantity.kind != QuantityKind::kUnitEarned && all_hold(judging, conditions);
  if (includes_this) parts.push_back({judging.day, added_by(judging, quantity, group), true});
  return parts;
}

// The parts inside a window; without one, those of this event.
std::vector<Part> parts_within(const Judging& judging, std::vector<Part> parts, const std::optional<rules::WindowPlan>& window) {
  const std::optional<engine::DayRange> days = window ? days_of(judging, *window) : engine::DayRange{};
  std::erase_if(parts, [&](const Part& part) { return !days || !days->contains(part.day) || (!window && !part.of_this_event); });
  return parts;
}

Exact summed(const std::vector<Part>& parts, bool different, bool with_this_event) {
  Exact sum = 0;
  std::set<std::string> texts;
  for (const Part& part : parts) {
    if (part.of_this_event && !with_this_event) continue;
    for (const auto& [text, amount] : part.added) {
      sum += amount;
      texts.insert(text);
    }
  }
  return different ? Exact(texts.size()) : sum;
}

Amounts summed(const std::vector<Part>& parts, bool different) { return {summed(parts, different, false), summed(parts, different, true)}; }

Amounts whole(const Exact& amount) { return {amount, amount}; }

// --- measures -------------------------------------------------------------------------------------------------------

engine::CalendarUnit unit_of(dsl::Grouping grouping) {
  if (grouping == dsl::Grouping::kPerWeek) return engine::CalendarUnit::kWeek;
  return grouping == dsl::Grouping::kPerMonth ? engine::CalendarUnit::kMonth : engine::CalendarUnit::kDay;
}

engine::CalendarUnit unit_of(dsl::Period period) {
  if (period == dsl::Period::kWeeks) return engine::CalendarUnit::kWeek;
  return period == dsl::Period::kMonths ? engine::CalendarUnit::kMonth : engine::CalendarUnit::kDay;
}

using Groups = std::map<std::string, Exact>;

Groups by_period(const Judging& judging, const std::vector<Part>& parts, engine::CalendarUnit unit, bool with_this_event) {
  Groups groups;
  for (const Part& part : parts) {
    if (part.of_this_event && !with_this_event) continue;
    const engine::Day first = engine::calendar_window(judging.history.plan().calendar, unit, part.day).first;
    for (const auto& [text, amount] : part.added)
      if (amount != 0) groups[std::to_string(first)] += amount;
  }
  return groups;
}

// A period without events is 0 [T2].
void add_empty_periods(const Judging& judging, engine::CalendarUnit unit, engine::DayRange days, Groups& groups) {
  if (days.first == engine::kAlways || days.last == engine::kNever) return;
  for (engine::Day day = days.first; day <= days.last;) {
    const engine::DayRange period = engine::calendar_window(judging.history.plan().calendar, unit, day);
    groups.try_emplace(std::to_string(period.first), 0);
    day = period.last + 1;
  }
}

Groups by_text(const std::vector<Part>& parts, bool with_this_event) {
  Groups groups;
  for (const Part& part : parts) {
    if (part.of_this_event && !with_this_event) continue;
    for (const auto& [text, amount] : part.added)
      if (amount != 0) groups[text] += amount;  // what nothing was spent on is no group
  }
  return groups;
}

Exact total_of(const Groups& groups) {
  Exact sum = 0;
  for (const auto& [text, amount] : groups) sum += amount;
  return sum;
}

Exact average(const Exact& total, const Exact& groups) { return groups > 0 ? Exact(total / groups) : Exact(0); }

Exact statistic(const Groups& groups, dsl::Statistic wanted) {
  if (groups.empty()) return 0;
  const auto smaller = [](const auto& a, const auto& b) { return a.second < b.second; };
  if (wanted == dsl::Statistic::kLargest) return std::max_element(groups.begin(), groups.end(), smaller)->second;
  if (wanted == dsl::Statistic::kSmallest) return std::min_element(groups.begin(), groups.end(), smaller)->second;
  return average(total_of(groups), Exact(groups.size()));
}

// Without the event and with it.
std::pair<Groups, Groups> groups_of(const Judging& judging, const rules::MeasurePlan& measure) {
  const bool by_field = measure.grouping == dsl::Grouping::kByField;
  const std::optional<engine::DayRange> days = days_of(judging, measure.window);
  const auto parts = parts_within(judging, parts_of(judging, measure.quantity, measure.conditions, by_field ? &measure.group_field : nullptr), measure.window);
  const auto groups_with = [&](bool with_this_event) {
    Groups groups = by_field ? by_text(parts, with_this_event) : by_period(judging, parts, unit_of(measure.grouping), with_this_event);
    if (!by_field && days) add_empty_periods(judging, unit_of(measure.grouping), *days, groups);
    return groups;
  };
  return {groups_with(false), groups_with(true)};
}

Amounts statistic_of(const Judging& judging, const rules::MeasurePlan& measure) {
  const auto [without, with] = groups_of(judging, measure);
  return {statistic(without, measure.statistic), statistic(with, measure.statistic)};
}

// Of an average the total and what it is divided by move each by itself.
Exact average_moved(const Judging& then, const Judging& now, const rules::MeasurePlan& measure) {
  const auto [before, unused] = groups_of(then, measure);
  const auto [without, with] = groups_of(now, measure);
  const Exact groups = Exact(before.size()) + Exact(with.size()) - Exact(without.size());
  return average(total_of(before) + total_of(with) - total_of(without), groups);
}

std::optional<Amounts> periods_met(const Judging& judging, const rules::MeasurePlan& measure) {
  const auto parts = parts_within(judging, parts_of(judging, measure.met, measure.conditions, nullptr), measure.window);
  const auto count = [&](bool with_this_event) {
    const Groups groups = by_period(judging, parts, unit_of(measure.periods.period), with_this_event);
    const Exact least = std::max<std::int64_t>(measure.met_at_least, 1);
    return Exact(std::count_if(groups.begin(), groups.end(), [&](const auto& group) { return group.second >= least; }));
  };
  return Amounts{count(false), count(true)};
}

std::optional<Amounts> measure_of(const Judging& judging, const rules::MeasurePlan& measure) {
  switch (measure.kind) {
    case rules::MeasureKind::kSum:
    case rules::MeasureKind::kCount: {
      const auto parts = parts_of(judging, measure.quantity, measure.conditions, nullptr);
      return summed(parts_within(judging, parts, measure.quantity.window), measure.quantity.kind == QuantityKind::kDifferent);
    }
    case rules::MeasureKind::kPeriods: return periods_met(judging, measure);
    case rules::MeasureKind::kStatistic: return statistic_of(judging, measure);
    case rules::MeasureKind::kDaysSince: {
      if (!measure.since) return whole(judging.day - judging.person.joined.day);
      const auto last = last_time(judging, *measure.since);
      return last ? std::optional(whole(judging.day - last->day)) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<Amounts> of_this_receipt(const Judging& judging, const QuantityPlan& quantity) {
  if (judging.event.kind != engine::EventKind::kPurchase) return std::nullopt;
  if (quantity.kind == QuantityKind::kBasketTotal) return whole(basket_total(judging.event, quantity.before_discounts, quantity.without_tax));
  if (quantity.kind != QuantityKind::kPurchaseNumber) return summed(parts_within(judging, parts_of(judging, quantity, {}, nullptr), std::nullopt), quantity.kind == QuantityKind::kDifferent);
  return whole(Exact(judging.history.next_number(judging.event.member)));
}

}  // namespace

Judging judging_of(const History& history, const Past& past) {
  return {history, past.event, past.day, past.event.stamp.local.minute, past.person};
}

std::optional<LastTime> last_time(const Judging& judging, dsl::HappeningKind happening) {
  std::optional<LastTime> last;
  for (const Past& past : judging.history.past()) {
    const bool wanted = happening == dsl::HappeningKind::kPurchase ? past.counted : !past.gifts.empty();
    if (past.event.member != judging.event.member || !wanted) continue;
    if (!last || past.event.stamp.instant_second > last->second) last = LastTime{past.day, past.event.stamp.instant_second};
  }
  return last;
}

std::optional<engine::DayRange> days_of(const Judging& judging, const rules::WindowPlan& window) {
  const engine::CalendarRules& calendar = judging.history.plan().calendar;
  const engine::Day joined = judging.person.joined.day;
  switch (window.kind) {
    case dsl::WindowKind::kThis: return engine::calendar_window(calendar, window.calendar, judging.day);
    case dsl::WindowKind::kLast: return engine::calendar_window(calendar, window.calendar, judging.day, -1);
    case dsl::WindowKind::kInLast: return engine::DayRange{add_length(judging.day, {-window.length.count, window.length.unit}) + 1, judging.day};
    case dsl::WindowKind::kInLastFull: {
      const auto count = static_cast<int>(window.length.count);
      return engine::DayRange{engine::calendar_window(calendar, window.calendar, judging.day, -count).first,
                              engine::calendar_window(calendar, window.calendar, judging.day, -1).last};
    }
    case dsl::WindowKind::kAfterJoining: return engine::DayRange{joined, add_length(joined, window.length)};
    case dsl::WindowKind::kSinceJoining: return engine::DayRange{joined, engine::kNever};
    case dsl::WindowKind::kSince:
    case dsl::WindowKind::kUntil:
    case dsl::WindowKind::kFromUntil: return window.fixed;
    case dsl::WindowKind::kEver: return engine::DayRange{};
  }
  return std::nullopt;
}

namespace {

std::optional<Amounts> amounts_in_history(const Judging& judging, const QuantityPlan& quantity) {
  switch (quantity.kind) {
    case QuantityKind::kMeasure: return measure_of(judging, judging.history.plan().measures[quantity.measure.index]);
    case QuantityKind::kUnitHeld: return whole(Exact(judging.person.held_micro[quantity.unit.index]));
    case QuantityKind::kField: {
      const auto number = number_of_event(judging, quantity.field);
      return number ? std::optional(whole(*number)) : std::nullopt;
    }
    default: break;
  }
  if (!quantity.window && quantity.kind != QuantityKind::kUnitEarned) return of_this_receipt(judging, quantity);
  const auto parts = parts_within(judging, parts_of(judging, quantity, {}, nullptr), quantity.window);
  return summed(parts, quantity.kind == QuantityKind::kDifferent);
}

}  // namespace

// Judged again, a measure is what it was then, moved by what the kept part changes in it now [R1].
std::optional<Amounts> amounts_of(const Judging& judging, const QuantityPlan& quantity) {
  std::optional<Amounts> amounts = amounts_in_history(judging, quantity);
  if (!amounts || judging.now == nullptr) return amounts;
  const Judging today{*judging.now, judging.event, judging.day, judging.minute, judging.person};
  if (quantity.kind == QuantityKind::kMeasure) {
    const rules::MeasurePlan& measure = judging.history.plan().measures[quantity.measure.index];
    if (measure.kind == rules::MeasureKind::kStatistic && measure.statistic == dsl::Statistic::kAverage)
      return Amounts{amounts->before, average_moved(judging, today, measure)};
  }
  const auto now = amounts_in_history(today, quantity);
  if (now) amounts->now = amounts->before + now->now - now->before;
  return amounts;
}

std::optional<Exact> amount_of(const Judging& judging, const QuantityPlan& quantity) {
  const auto amounts = amounts_of(judging, quantity);
  return amounts ? std::optional(amounts->now) : std::nullopt;
}

}  // namespace setia::oracle
