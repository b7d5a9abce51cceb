#include "engine/windows.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/own_periods.hpp"
#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

bool is_working(Day day) { return weekday_of(day) < 5; }

Day working_days_back(std::int64_t count, Day day) {
  for (; count > 0; --day) count -= is_working(day) ? 1 : 0;
  return day;
}

// One group of a reading while it is added up: a period's first day, or a text.
struct Group {
  std::int64_t key = 0;
  Wide sum = 0;
};

std::int64_t group_key(const CalendarRules& calendar, Grouping grouping, Day day, SymbolId text) {
  switch (grouping) {
    case Grouping::kDay: return day;
    case Grouping::kWeek: return calendar_window(calendar, CalendarUnit::kWeek, day).first;
    case Grouping::kMonth: return calendar_window(calendar, CalendarUnit::kMonth, day).first;
    case Grouping::kCycle: return calendar_window(calendar, CalendarUnit::kCycle, day).first;
    case Grouping::kField: return text.value;
    case Grouping::kNone: break;
  }
  return 0;
}

class Gatherer {
 public:
  Gatherer(const CalendarRules& calendar, const Reading& reading, bool different)
      : calendar_(calendar), grouping_(different ? Grouping::kField : reading.grouping) {}

  void add(Day day, SymbolId text, std::int64_t value) {
    sum_ += value;
    if (grouping_ == Grouping::kNone) return;
    const std::int64_t key = group_key(calendar_, grouping_, day, text);
    const auto place = std::lower_bound(groups_.begin(), groups_.end(), key, [](const Group& group, std::int64_t wanted) { return group.key < wanted; });
    if (place != groups_.end() && place->key == key) place->sum += value;
    else groups_.insert(place, {key, value});
  }

  Wide sum() const { return sum_; }
  const std::vector<Group>& groups() const { return groups_; }

 private:
  const CalendarRules& calendar_;
  Grouping grouping_;
  Wide sum_ = 0;
  std::vector<Group> groups_;
};

// How many groups the window holds: periods without events count as zero [T2]; texts only where they occur.
std::int64_t periods_in(const CalendarRules& calendar, Grouping grouping, DayRange days) {
  if (grouping == Grouping::kField) return 0;
  if (grouping == Grouping::kDay) return std::int64_t{days.last} - days.first + 1;
  std::int64_t count = 0;
  for (Day day = days.first; day <= days.last; ++count) {
    const CalendarUnit unit = grouping == Grouping::kWeek ? CalendarUnit::kWeek : grouping == Grouping::kMonth ? CalendarUnit::kMonth : CalendarUnit::kCycle;
    day = calendar_window(calendar, unit, day).last + 1;
  }
  return count;
}

Wide smallest_of(const std::vector<Group>& groups, std::int64_t periods) {
  if (groups.empty() || static_cast<std::int64_t>(groups.size()) < periods) return 0;
  return std::min_element(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.sum < b.sum; })->sum;
}

Wide largest_of(const std::vector<Group>& groups) {
  if (groups.empty()) return 0;
  return std::max_element(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.sum < b.sum; })->sum;
}

Wide statistic_of(const Reading& reading, const Gatherer& gatherer, bool different, std::int64_t periods) {
  const std::vector<Group>& groups = gatherer.groups();
  const auto met = [&](std::int64_t at_least) {
    return std::count_if(groups.begin(), groups.end(), [&](const Group& group) { return group.sum >= at_least; });
  };
  if (different) return met(1);
  switch (reading.statistic) {
    case Statistic::kSum: return gatherer.sum();
    case Statistic::kLargest: return largest_of(groups);
    case Statistic::kSmallest: return smallest_of(groups, periods);
    case Statistic::kPeriodsMet: return met(std::max<std::int64_t>(reading.met_at_least, 1));
    case Statistic::kAverage: {
      const std::int64_t count = std::max<std::int64_t>(periods, static_cast<std::int64_t>(groups.size()));
      return count == 0 ? 0 : round_quotient(gatherer.sum(), count, RoundMode::kHalfEven);
    }
  }
  return 0;
}

constexpr DayRange kNoDays{0, -1};

// `this` is the stretch that holds the day, `last` the latest one that has ended before the day.
DayRange stretch_of(const Window& window, Day day) {
  DayRange found = kNoDays;
  for (const DayRange& stretch : window.stretches) {
    if (window.shift == 0 ? stretch.contains(day) : stretch.last < day) found = stretch;
  }
  return found;
}

}  // namespace

Day days_back(const CalendarRules& calendar, Length length, Day day) {
  const auto count = static_cast<Day>(length.count);
  switch (length.unit) {
    case LengthUnit::kWeeks: return day - 7 * count;
    case LengthUnit::kMonths: return add_months(day, -length.count);
    case LengthUnit::kYears: return add_months(day, -12 * length.count);
    case LengthUnit::kWorkingDays: return working_days_back(length.count, day);
    case LengthUnit::kCycles: return calendar_window(calendar, CalendarUnit::kCycle, day, 1 - count).first - 1;
    default: return day - count;
  }
}

DayRange window_days(const CalendarRules& calendar, const Window& window, Day day, const MemberState& member) {
  switch (window.kind) {
    case WindowKind::kEvent: return {day, day};
    case WindowKind::kCalendar: return calendar_window(calendar, window.calendar, day, window.shift);
    case WindowKind::kInLast: return {days_back(calendar, window.length, day) + 1, day};
    case WindowKind::kInLastFull: {
      const int count = static_cast<int>(window.length.count);
      return {calendar_window(calendar, window.calendar, day, -count).first, calendar_window(calendar, window.calendar, day, -1).last};
    }
    case WindowKind::kAfterJoining: {
      if (member.joining == 0) return kNoDays;
      const Length length = window.length;
      const Day first = member.joined.day;
      if (length.unit == LengthUnit::kMonths) return {first, add_months(first, length.count)};
      if (length.unit == LengthUnit::kYears) return {first, add_months(first, 12 * length.count)};
      return {first, first + static_cast<Day>(length.unit == LengthUnit::kWeeks ? 7 * length.count : length.count)};
    }
    case WindowKind::kFixed: return window.fixed;
    case WindowKind::kSinceJoining: return member.joining == 0 ? kNoDays : DayRange{member.joined.day, kNever};
    case WindowKind::kPeriod: return window.personal == SymbolId{} ? stretch_of(window, day) : own_period_days(calendar, window, day, member);
    case WindowKind::kEver: return {};
  }
  return {};
}

bool is_without_days(const CalendarRules& calendar, const Window& window, Day day, const MemberState& member) {
  const DayRange days = window_days(calendar, window, day, member);
  return days.last < days.first;
}

bool read_window(const Program& program, const Reading& reading, Day day, const MemberState& member, const std::vector<OwnPart>& own,
                 std::int64_t& value) {
  const Metric& metric = program.metrics[reading.metric.index()];
  const CalendarRules calendar = calendar_of(program, member);
  const DayRange days = window_days(calendar, reading.window, day, member);
  const bool different = metric.kind == MetricKind::kDifferent && reading.statistic == Statistic::kSum;
  Gatherer gatherer(calendar, reading, different);
  const auto before = [](const Gathered& row, const std::pair<std::uint32_t, Day>& key) {
    return std::pair{row.metric_key, row.day} < key;
  };
  const bool of_event = reading.window.kind == WindowKind::kEvent;
  auto row = of_event ? member.gathered.end() : std::lower_bound(member.gathered.begin(), member.gathered.end(), std::pair{metric.key, days.first}, before);
  for (; row != member.gathered.end() && row->metric_key == metric.key && row->day <= days.last; ++row) {
    gatherer.add(row->day, row->group, row->value);
  }
  if (days.contains(day)) {
    for (const OwnPart& part : own) gatherer.add(day, part.group, part.value);
  }
  const bool fixed = days.first != kAlways && days.last != kNever;
  const std::int64_t periods = fixed && reading.grouping != Grouping::kNone ? periods_in(calendar, reading.grouping, days) : 0;
  const Wide result = statistic_of(reading, gatherer, different, periods);
  value = static_cast<std::int64_t>(result);
  return Wide{value} == result;
}

}  // namespace setia::engine
