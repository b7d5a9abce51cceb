#include "engine/windows.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/cycles.hpp"
#include "engine/own_periods.hpp"
#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

constexpr int kSaturday = 5;

bool is_working(Day day) { return weekday_of(day) < kSaturday; }

Day working_days_back(std::int64_t count, Day day) {
  for (; count > 0; --day) count -= is_working(day) ? 1 : 0;
  return day;
}

// What a reading adds up.
struct Row {
  std::int64_t at = 0;  // day or second
  SymbolId group;
  std::int64_t value = 0;
};

// One group of a reading: a period's first day, or a text.
struct Group {
  std::int64_t key = 0;
  Wide value = 0;
  std::vector<Row> rows;  // only where its value is more than their sum
};

CalendarUnit calendar_unit(Grouping grouping) {
  if (grouping == Grouping::kWeek || grouping == Grouping::kWeekend) return CalendarUnit::kWeek;
  return grouping == Grouping::kMonth ? CalendarUnit::kMonth : CalendarUnit::kCycle;
}

// How a reading looks at rows: what they are divided by, and what becomes of the parts.
struct Look {
  Statistic statistic = Statistic::kSum;
  Grouping grouping = Grouping::kNone;
  std::int64_t met_at_least = 0;
};

// Readings of one window over one metric.
class Gatherer {
 public:
  Gatherer(const CalendarRules& calendar, const Reading& reading, bool different)
      : calendar_(calendar), different_(different), look_{reading.statistic, reading.grouping, reading.met_at_least},
        within_{reading.within, reading.within_grouping, reading.within_met}, scale_(reading.scale) {}

  void add(const Row& row) {
    if (look_.grouping == Grouping::kWeekend && is_working(static_cast<Day>(row.at))) return;
    if (look_.statistic == Statistic::kSum && !different_) sum_ += row.value;
    else rows_.push_back(row);
  }

  // `days` of the window, where it has a first and a last.
  Wide result(std::optional<DayRange> days) const {
    if (look_.statistic == Statistic::kSum) return different_ ? texts_in(rows_) : sum_;
    return statistic_of(look_, groups_of(rows_, look_.grouping, true), days);
  }

 private:
  std::int64_t key_of(Grouping grouping, const Row& row) const {
    if (grouping == Grouping::kNone) return 0;
    if (grouping == Grouping::kField) return row.group.value;
    const auto day = static_cast<Day>(row.at);
    if (grouping == Grouping::kWeekend) return day - (weekday_of(day) - kSaturday);
    return grouping == Grouping::kDay ? day : calendar_window(calendar_, calendar_unit(grouping), day).first;
  }

  bool adds_up() const { return !different_ && within_.statistic == Statistic::kSum; }

  std::vector<Group> groups_of(const std::vector<Row>& rows, Grouping grouping, bool outermost) const {
    std::vector<Group> groups;
    for (const Row& row : rows) {
      const std::int64_t key = key_of(grouping, row);
      auto place = std::lower_bound(groups.begin(), groups.end(), key, [](const Group& group, std::int64_t wanted) { return group.key < wanted; });
      if (place == groups.end() || place->key != key) place = groups.insert(place, {key, 0, {}});
      if (!outermost || adds_up()) place->value += row.value;
      else place->rows.push_back(row);
    }
    if (!outermost || adds_up()) return groups;
    for (Group& group : groups) group.value = different_ ? texts_in(group.rows) : inner(group);
    return groups;
  }

  // What the rows of one group come to, by the measure that this one is built on.
  Wide inner(const Group& group) const {
    std::optional<DayRange> days;
    if (look_.grouping == Grouping::kDay) days = DayRange{static_cast<Day>(group.key), static_cast<Day>(group.key)};
    else if (look_.grouping != Grouping::kField) days = calendar_window(calendar_, calendar_unit(look_.grouping), static_cast<Day>(group.key));
    return statistic_of(within_, groups_of(group.rows, within_.grouping, false), days);
  }

  static Wide texts_in(const std::vector<Row>& rows) {
    std::vector<Row> sorted = rows;
    std::sort(sorted.begin(), sorted.end(), [](const Row& a, const Row& b) { return a.group < b.group; });
    Wide texts = 0;
    for (auto row = sorted.begin(); row != sorted.end();) {
      Wide sum = 0;
      const SymbolId text = row->group;
      for (; row != sorted.end() && row->group == text; ++row) sum += row->value;
      texts += sum > 0 ? 1 : 0;
    }
    return texts;
  }

  // How many groups the window holds: periods without events count as zero [T2]; texts only where they occur.
  std::int64_t periods_in(Grouping grouping, std::optional<DayRange> days) const {
    if (!days || grouping == Grouping::kField || grouping == Grouping::kNone) return 0;
    if (grouping == Grouping::kDay) return std::int64_t{days->last} - days->first + 1;
    std::int64_t count = 0;
    for (Day day = days->first; day <= days->last; ++count) day = calendar_window(calendar_, calendar_unit(grouping), day).last + 1;
    return count;
  }

  Wide statistic_of(const Look& look, const std::vector<Group>& groups, std::optional<DayRange> days) const {
    const std::int64_t periods = periods_in(look.grouping, days);
    const auto count = static_cast<std::int64_t>(groups.size());
    const auto less = [](const Group& a, const Group& b) { return a.value < b.value; };
    switch (look.statistic) {
      case Statistic::kSum: break;
      case Statistic::kLargest: return groups.empty() ? 0 : std::max_element(groups.begin(), groups.end(), less)->value;
      case Statistic::kSmallest: return groups.empty() || count < periods ? 0 : std::min_element(groups.begin(), groups.end(), less)->value;
      case Statistic::kPeriodsMet: {
        const std::int64_t at_least = std::max<std::int64_t>(look.met_at_least, 1);
        return std::count_if(groups.begin(), groups.end(), [&](const Group& group) { return group.value >= at_least; });
      }
      case Statistic::kTotal: return sum_of(groups) * scale_;
      case Statistic::kGroups: return std::max(periods, count);
      case Statistic::kAverage: {
        const std::int64_t parts = std::max(periods, count);
        return parts == 0 ? 0 : round_quotient(sum_of(groups) * scale_, parts, RoundMode::kDown);
      }
    }
    return sum_of(groups);
  }

  static Wide sum_of(const std::vector<Group>& groups) {
    Wide sum = 0;
    for (const Group& group : groups) sum += group.value;
    return sum;
  }

  const CalendarRules& calendar_;
  bool different_;
  Look look_, within_;
  std::int64_t scale_;
  Wide sum_ = 0;
  std::vector<Row> rows_;
};

constexpr DayRange kNoDays{0, -1};

// `this` is the stretch that holds the day, `last` the latest one that has ended before the day.
DayRange stretch_of(const Window& window, Day day) {
  DayRange found = kNoDays;
  for (const DayRange& stretch : window.stretches) {
    if (window.shift == 0 ? stretch.contains(day) : stretch.last < day) found = stretch;
  }
  return found;
}

// From the day a level was given to the day before the next one was. Before the first there is one period, too.
DayRange status_period(const Window& window, Day day, const MemberState& member) {
  DayRange now{kAlways, kNever}, before = kNoDays;
  for (const Gathered& cell : member.gathered) {
    if (cell.metric_key != window.periods_key || cell.count <= 0 || (window.counts_anew && cell.value <= 0) || cell.at == now.first) continue;
    if (cell.at > day) {
      now.last = static_cast<Day>(cell.at) - 1;
      break;
    }
    before = {now.first, static_cast<Day>(cell.at) - 1};
    now.first = static_cast<Day>(cell.at);
  }
  return window.shift == 0 ? now : before;
}

// Rows of a metric in a span.
template <class Act>
void each_row(const MemberState& member, std::uint32_t key, const Span& span, Act act) {
  const auto earlier = [](const Gathered& row, const std::pair<std::uint32_t, std::int64_t>& wanted) { return std::pair{row.metric_key, row.at} < wanted; };
  auto row = std::lower_bound(member.gathered.begin(), member.gathered.end(), std::pair{key, span.first}, earlier);
  for (; row != member.gathered.end() && row->metric_key == key && row->at <= span.last; ++row) act(*row);
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
    case WindowKind::kStatusPeriod: return status_period(window, day, member);
    case WindowKind::kEver: return {};
  }
  return {};
}

bool is_without_days(const CalendarRules& calendar, const Window& window, Day day, const MemberState& member) {
  const DayRange days = window_days(calendar, window, day, member);
  return days.last < days.first;
}

Span span_of(const CalendarRules& calendar, const Window& window, TimeOfReading time, const MemberState& member) {
  if (!is_by_hours(window)) {
    const DayRange days = window_days(calendar, window, time.day, member);
    return {days.first, days.last};
  }
  const std::int64_t length = seconds_of(window.length);
  if (window.kind == WindowKind::kAfterJoining) return {member.joined_second, member.joined_second + length - 1};
  return {time.second - length + 1, time.second};
}

bool is_by_hours(const Window& window) {
  const bool long_enough = window.kind == WindowKind::kInLast || window.kind == WindowKind::kAfterJoining;
  return long_enough && is_by_hours(window.length);
}

bool read_window(const Program& program, const Reading& reading, TimeOfReading time, const MemberState& member,
                 const std::vector<OwnPart>& own, std::int64_t& value) {
  std::int64_t before = 0;
  return read_window(program, reading, time, member, own, value, before);
}

bool read_window(const Program& program, const Reading& reading, TimeOfReading time, const MemberState& member,
                 const std::vector<OwnPart>& own, std::int64_t& value, std::int64_t& before) {
  const Metric& metric = program.metrics[reading.metric.index()];
  const CalendarRules calendar = calendar_of(program, member);
  const Span span = span_of(calendar, reading.window, time, member);
  Gatherer gatherer(calendar, reading, metric.kind == MetricKind::kDifferent);
  const auto add = [&](const Gathered& row) { gatherer.add({row.at, row.group, row.value}); };
  if (reading.window.kind != WindowKind::kEvent) each_row(member, metric.key, span, add);
  if (reading.towards) each_row(member, program.metrics[reading.towards->index()].key, span, add);
  std::optional<DayRange> days;
  if (!metric.by_instant && span.first != kAlways && span.last != kNever) days = DayRange{static_cast<Day>(span.first), static_cast<Day>(span.last)};
  const Wide without = gatherer.result(days);
  const std::int64_t now = metric.by_instant ? time.second : time.day;
  const bool adds = !own.empty() && span.first <= now && now <= span.last;
  for (const OwnPart& part : own)
    if (adds) gatherer.add({now, part.group, part.value});
  const Wide with = adds ? gatherer.result(days) : without;
  before = static_cast<std::int64_t>(without);
  value = static_cast<std::int64_t>(with);
  return Wide{before} == without && Wide{value} == with;
}

namespace {

// Of fewer rows the sum is as quickly added up as looked for.
constexpr std::size_t kManyRows = 16;

Wide sum_of_rows(const MemberState& member, std::uint32_t metric_key, DayRange days) {
  const auto earlier = [&](const Gathered& row, std::int64_t at) { return row.metric_key != metric_key ? row.metric_key < metric_key : row.at < at; };
  Wide sum = 0;
  for (auto row = std::lower_bound(member.gathered.begin(), member.gathered.end(), std::int64_t{days.first}, earlier);
       row != member.gathered.end() && row->metric_key == metric_key && row->at <= days.last; ++row)
    sum += row->value;
  return sum;
}

void begin_sum(std::uint32_t metric_key, std::uint8_t unit, DayRange days, MemberState& member) {
  const Wide sum = sum_of_rows(member, metric_key, days);
  const auto narrow = static_cast<std::int64_t>(sum);
  auto known = std::find_if(member.sums.begin(), member.sums.end(), [&](const WindowSum& one) { return one.metric_key == metric_key && one.unit == unit; });
  if (Wide{narrow} != sum || (known != member.sums.end() && known->first > days.last)) return;
  if (known == member.sums.end()) known = member.sums.insert(known, {});
  *known = {metric_key, unit, days.first, days.last, narrow};
}

}  // namespace

Wide gathered_in(const MemberState& member, std::uint32_t metric_key, DayRange days) {
  for (const WindowSum& sum : member.sums)
    if (sum.metric_key == metric_key && sum.first == days.first && sum.last == days.last) return sum.value;
  return sum_of_rows(member, metric_key, days);
}

void move_sums(const CalendarRules& calendar, std::uint32_t metric_key, std::uint8_t units, Day day, std::int64_t added, MemberState& member) {
  unsigned missing = units;
  for (std::size_t i = 0; i < member.sums.size();) {
    WindowSum& sum = member.sums[i++];
    if (sum.metric_key != metric_key || day < sum.first || sum.last < day) continue;
    missing &= ~(1U << sum.unit);
    if (__builtin_add_overflow(sum.value, added, &sum.value)) member.sums.erase(member.sums.begin() + static_cast<std::ptrdiff_t>(--i));
  }
  if (missing == 0 || member.gathered.size() < kManyRows) return;
  for (std::uint8_t unit = 0; unit <= kForEver; ++unit) {
    if ((missing >> unit & 1) == 0) continue;
    begin_sum(metric_key, unit, unit == kForEver ? DayRange{} : calendar_window(calendar, static_cast<CalendarUnit>(unit), day), member);
  }
}

}  // namespace setia::engine
