#include "tests/oracle/condition.hpp"

#include <algorithm>

#include "tests/oracle/quantity.hpp"

namespace setia::oracle {
namespace {

std::optional<Exact> bound_of(const Judging& judging, const rules::BoundPlan& bound) {
  if (const auto* number = std::get_if<std::int64_t>(&bound)) return Exact(*number);
  return amount_of(judging, std::get<rules::QuantityPlan>(bound));
}

bool compares(const Exact& value, dsl::CompareKind kind, const Exact& bound) {
  switch (kind) {
    case dsl::CompareKind::kAtLeast: return value >= bound;
    case dsl::CompareKind::kAtMost: return value <= bound;
    case dsl::CompareKind::kMoreThan: return value > bound;
    case dsl::CompareKind::kLessThan: return value < bound;
    default: return value == bound;
  }
}

Integer crossed_by(const Judging& judging, const rules::QuantityReaches& reaches) {
  const auto amounts = amounts_of(judging, reaches.quantity);
  if (!amounts) return 0;
  return marks_below(amounts->now, reaches.mark, reaches.every) - marks_below(amounts->before, reaches.mark, reaches.every);
}

bool overlap(const Texts& a, const Texts& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& text) { return std::find(b.begin(), b.end(), text) != b.end(); });
}

engine::Day later(engine::Day day, const engine::Length& length, std::int64_t count) {
  const auto days = static_cast<engine::Day>(count);
  switch (length.unit) {
    case engine::LengthUnit::kWeeks: return day + 7 * days;
    case engine::LengthUnit::kMonths: return engine::add_months(day, count);
    case engine::LengthUnit::kYears: return engine::add_months(day, 12 * count);
    default: return day + days;
  }
}

bool counts_hours(const engine::Length& length) {
  return length.unit == engine::LengthUnit::kHours || length.unit == engine::LengthUnit::kMinutes;
}

struct Holds {
  const Judging& judging;

  bool operator()(const rules::QuantityIs& is) const {
    const auto value = amount_of(judging, is.quantity);
    const auto bound = bound_of(judging, is.compare.bound);
    if (!value || !bound) return false;
    if (is.compare.kind != dsl::CompareKind::kFromTo) return compares(*value, is.compare.kind, *bound) != is.compare.negated;
    const auto upper = bound_of(judging, *is.compare.upper);
    return upper && (*value >= *bound && *value <= *upper) != is.compare.negated;
  }
  bool operator()(const rules::QuantityReaches& reaches) const { return crossed_by(judging, reaches) > 0; }
  // A missing field makes both `is` and `is not` false; of several values `is not` means none of them [J9].
  bool operator()(const rules::TextIs& is) const {
    const Texts held = texts_of_event(judging, is.field);
    if (held.empty()) return false;
    bool found = !is.texts.empty() && overlap(held, is.texts);
    bool missing = false;
    for (const rules::AnyField& field : is.fields) {
      const Texts others = texts_of_event(judging, field);
      missing = missing || others.empty();
      found = found || overlap(held, others);
    }
    return is.negated ? !found && !missing : found;
  }
  bool operator()(const rules::InListPlan& in) const {
    const Texts held = in.field ? texts_of_event(judging, *in.field) : Texts{};
    return !held.empty() && overlap(held, texts_of_lists(judging.history.plan(), in.lists)) != in.negated;
  }
  bool operator()(const rules::LevelIs& is) const {
    const auto rank = static_cast<std::int64_t>(judging.person.ranks[is.ladder.index]);
    return (std::find(is.ranks.begin(), is.ranks.end(), rank) != is.ranks.end()) != is.negated;
  }
  // Nothing falls with an event of the generated histories but by a review, which starts no rule there.
  bool operator()(const rules::LevelPasses& passes) const {
    return judging.rise != nullptr && passes.kind != dsl::MoveKind::kFallsTo && judging.rise->ladder == passes.ladder.index &&
           static_cast<std::int64_t>(judging.rise->rank) == passes.rank;
  }
  bool operator()(const rules::HoldsAny& has) const {
    const bool any = std::any_of(has.units.begin(), has.units.end(), [&](rules::UnitRef unit) { return judging.person.has.contains(unit.index); });
    return any != has.negated;
  }
  // Nobody was referred before they joined [L1].
  bool operator()(const rules::IsReferred& is) const {
    const bool was = judging.person.referrer != engine::MemberIndex{} && judging.person.joined_second <= judging.event.stamp.instant_second;
    return was != is.negated;
  }
  bool operator()(const rules::InSegment& in) const {
    const bool any = std::any_of(in.segments.begin(), in.segments.end(), [&](rules::SegmentRef segment) { return is_in_segment(judging, segment); });
    return any != in.negated;
  }
  bool operator()(const rules::IsBlocked& is) const { return (judging.person.standing == engine::Standing::kBlocked) != is.negated; }
  bool operator()(const rules::BasketHasPlan& has) const {
    if (judging.event.kind != engine::EventKind::kPurchase) return false;
    const auto& lines = judging.event.lines;
    return std::any_of(lines.begin(), lines.end(), [&](const engine::Line& line) { return fits(judging, line, has.what); }) != has.negated;
  }
  bool operator()(const rules::WeekdayIn& in) const {
    return (std::find(in.days.begin(), in.days.end(), engine::weekday_of(judging.day)) != in.days.end()) != in.negated;
  }
  bool operator()(const rules::DayOfMonthIn& in) const {
    return std::find(in.days.begin(), in.days.end(), engine::civil_from(judging.day).day) != in.days.end();
  }
  bool operator()(const rules::MinuteIn& in) const {
    const int minute = judging.minute;
    return in.first <= in.last ? in.first <= minute && minute <= in.last : minute >= in.first || minute <= in.last;
  }
  bool operator()(const rules::DateIn& in) const {
    const auto date = in.field ? number_of_event(judging, *in.field) : std::optional<Exact>(judging.day);
    if (!date) return false;
    return in.days.contains(static_cast<engine::Day>(to_int64(*date))) != in.negated;
  }
  // Born on 29 February is greeted on 28 February in other years [T2]; the day itself is no anniversary.
  bool operator()(const rules::FeastIs& is) const {
    std::optional<engine::Day> origin = judging.person.joined.day;
    if (is.kind == dsl::FeastKind::kBirthday) {
      const auto born = judging.person.fields.find("birthday");
      if (born == judging.person.fields.end()) return false;
      const auto day = number_of(judging.history.plan(), born->second, engine::ValueType::kDate);
      if (!day) return false;
      origin = static_cast<engine::Day>(to_int64(*day));
    }
    const auto& calendar = judging.history.plan().calendar;
    engine::DayRange days{judging.day, judging.day};
    if (is.when == dsl::FeastWhen::kThisWeek) days = engine::calendar_window(calendar, engine::CalendarUnit::kWeek, judging.day);
    if (is.when == dsl::FeastWhen::kThisMonth) days = engine::calendar_window(calendar, engine::CalendarUnit::kMonth, judging.day);
    const int born_year = engine::civil_from(*origin).year;
    for (engine::Day day = days.first; day <= days.last; ++day) {
      const int years = engine::civil_from(day).year - born_year;
      if (years > 0 && engine::add_months(*origin, 12 * years) == day) return true;
    }
    return false;
  }
  bool operator()(const rules::AgoIs& is) const {
    LastTime since{judging.person.joined.day, judging.person.joined_second};
    if (is.happening) {
      const auto last = last_time(judging, *is.happening);
      if (!last) return false;
      since = *last;
    }
    const auto at_least = [&](std::int64_t count) {
      if (counts_hours(is.length)) return judging.event.stamp.instant_second - since.second >= count * seconds(is.length);
      return judging.day >= later(since.day, is.length, count);
    };
    const auto at_most = [&](std::int64_t count) {
      if (counts_hours(is.length)) return judging.event.stamp.instant_second - since.second <= count * seconds(is.length);
      return judging.day <= later(since.day, is.length, count);
    };
    if (is.kind == dsl::AgoKind::kAtLeast) return at_least(is.length.count);
    if (is.kind == dsl::AgoKind::kAtMost) return at_most(is.length.count);
    return at_least(is.from) && at_most(is.length.count);
  }

  static std::int64_t seconds(const engine::Length& length) { return length.unit == engine::LengthUnit::kHours ? 3600 : 60; }
};

}  // namespace

bool holds(const Judging& judging, const rules::ConditionPlan& condition) { return std::visit(Holds{judging}, condition.kind); }

bool all_hold(const Judging& judging, const std::vector<rules::ConditionPlan>& conditions) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const rules::ConditionPlan& condition) { return holds(judging, condition); });
}

Integer marks_below(const Exact& value, std::int64_t mark, std::int64_t every) {
  if (value < mark) return 0;
  return every > 0 ? Integer(floor_of((value - mark) / every) + 1) : Integer(1);
}

Exact marks_crossed(const Judging& judging, const std::vector<rules::ConditionPlan>& conditions) {
  std::optional<Exact> fewest;
  for (const rules::ConditionPlan& condition : conditions) {
    const auto* reaches = std::get_if<rules::QuantityReaches>(&condition.kind);
    if (reaches == nullptr) continue;
    const Exact crossed(crossed_by(judging, *reaches));
    fewest = fewest ? std::min(*fewest, crossed) : crossed;
  }
  return fewest.value_or(1);
}

bool is_in_segment(const Judging& judging, rules::SegmentRef segment) {
  return all_hold(judging, judging.history.plan().segments[segment.index].conditions);
}

}  // namespace setia::oracle
