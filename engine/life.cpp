#include "engine/life.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/ensure.hpp"
#include "engine/filters.hpp"
#include "engine/levels.hpp"
#include "engine/own_periods.hpp"
#include "engine/typed_value.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kDayMinutes = 1'440;

// Civil years end at 9999; a day further off is never reached.
constexpr std::int64_t kLastDay = 2'932'896;

Day capped(std::int64_t day) { return day > kLastDay ? kNever : static_cast<Day>(day); }

Day after_working_days(Day day, std::int64_t count) {
  constexpr int kSaturday = 5;
  while (count > 0 && day < kLastDay)
    if (weekday_of(++day) < kSaturday) --count;
  return day;
}

// N cycles after a day are N whole cycles, the first beginning at the first cycle start on or after it [T2].
Day after_cycles(const CalendarRules& calendar, Day day, std::int64_t count) {
  const bool starts = calendar_window(calendar, CalendarUnit::kCycle, day).first == day;
  return calendar_window(calendar, CalendarUnit::kCycle, day, static_cast<int>(starts ? count - 1 : count)).last;
}

}  // namespace

Day day_after(const Length& length, Day day, const CalendarRules& calendar) {
  if (length.count > kLastDay) return kNever;
  switch (length.unit) {
    case LengthUnit::kMinutes: return capped(day + length.count / kDayMinutes);
    case LengthUnit::kHours: return capped(day + length.count / 24);
    case LengthUnit::kDays: return capped(day + length.count);
    case LengthUnit::kWorkingDays: return after_working_days(day, length.count);
    case LengthUnit::kWeeks: return capped(day + length.count * 7);
    case LengthUnit::kMonths: return length.count > 100'000 ? kNever : add_months(day, length.count);
    case LengthUnit::kYears: return length.count > 8'000 ? kNever : add_months(day, length.count * 12);
    case LengthUnit::kCycles: return length.count > 100'000 ? kNever : after_cycles(calendar, day, length.count);
  }
  ENSURE(false);
}

bool moves(const Expiry& clause, const LastHappening& last) {
  if (std::find(clause.last.begin(), clause.last.end(), last.happening) == clause.last.end()) return false;
  return last.happening != Happening::kActivity || clause.activities.members.empty() || contains(clause.activities, last.activity);
}

Day day_when_full(const Length& length, Day day, const CalendarRules& calendar) {
  const Day after = day_after(length, day, calendar);
  return length.unit == LengthUnit::kCycles && after != kNever ? after + 1 : after;
}

namespace {

Day last_happened(const Expiry& clause, const MemberState& member) {
  Day latest = kNever;
  const auto see = [&](Day day) { latest = latest == kNever ? day : std::max(latest, day); };
  for (const LastHappening& last : member.last)
    if (moves(clause, last)) see(last.day);
  if (std::find(clause.last.begin(), clause.last.end(), Happening::kStatusChange) != clause.last.end())
    for (const LevelHeld& held : member.levels) see(held.since);
  return latest;
}

Day counted_from(const Expiry& clause, const LifeDays& days, const MemberState& member) {
  switch (clause.since) {
    case Since::kEarning: return days.earned;
    case Since::kRelease: return days.released;
    case Since::kJoining: return member.joining == 0 ? kNever : member.joined.day;
    case Since::kLast: return last_happened(clause, member);
  }
  ENSURE(false);
}

// Of the stretch that holds the day, or of the one to come; of a period of the member's own that would open on the day, or of the status
// period of the level held.
Day end_of_period(const Expiry& clause, Day day, const MemberState& member, const Program& program) {
  const Window& period = program.periods[clause.period];
  if (period.kind == WindowKind::kStatusPeriod) {
    const std::vector<Day> ends = status_period_ends(period, program, member, day);
    const auto end = std::lower_bound(ends.begin(), ends.end(), day);
    return end == ends.end() ? kNever : *end;
  }
  if (period.personal != SymbolId{}) {
    const DayRange days = own_period_days(calendar_of(program, member), period, day, member);
    return days.last < days.first ? kNever : days.last;
  }
  for (const DayRange& stretch : period.stretches)
    if (clause.next ? stretch.first > day : stretch.last >= day) return stretch.last;
  return kNever;
}

Day at_edge(const Expiry& clause, Day day, const MemberState& member, const Program& program) {
  if (day == kNever || clause.edge == Edge::kNone) return day;
  if (clause.edge == Edge::kPeriodEnd) return end_of_period(clause, day, member, program);
  const CalendarRules calendar = calendar_of(program, member);
  if (clause.edge == Edge::kCalendarEnd) return calendar_window(calendar, clause.calendar, day).last;
  return next_yearly(day, clause.month, clause.day);
}

// Where a yearly day or month is looked for: from the day itself, or from the first day of a later program year.
Day yearly_from(const Expiry& clause, Day day, const CalendarRules& calendar) {
  return clause.year_shift == 0 ? day : calendar_window(calendar, CalendarUnit::kYear, day, clause.year_shift).first;
}

Day end_of_month_from(Day day, int month) {
  const YearMonthDay civil = civil_from(day);
  const int year = month < civil.month ? civil.year + 1 : civil.year;
  return day_from({year, month, days_in_month(year, month)});
}

// Of the member, or of the event that gives it.
Day field_day(FieldId field, const Event* event, const MemberState& member, const Program& program) {
  const FieldOf& asked = program.fields[field.index()];
  if (asked.owner != FieldOwner::kMember) {
    const Value* const value = event == nullptr ? nullptr : find_field(event->more, asked.name);
    const auto day = value == nullptr ? std::nullopt : typed_value(*value, asked.type, program.currency_decimals);
    return day ? static_cast<Day>(*day) : kNever;
  }
  const std::uint32_t key = asked.key;
  for (const FieldValue& value : member.fields)
    if (value.field_key == key) return static_cast<Day>(value.value);
  return kNever;
}

}  // namespace

Day day_by(const Expiry& clause, const LifeDays& days, const MemberState& member, const Program& program) {
  const CalendarRules calendar = calendar_of(program, member);
  switch (clause.kind) {
    case ExpiryKind::kAfter: {
      const Day from = counted_from(clause, days, member);
      return from == kNever ? kNever : at_edge(clause, day_after(clause.length, from, calendar), member, program);
    }
    case ExpiryKind::kOnDate: return clause.date;
    case ExpiryKind::kYearly: return next_yearly(yearly_from(clause, days.earned, calendar), clause.month, clause.day);
    case ExpiryKind::kEndOfCalendar: return calendar_window(calendar, clause.calendar, days.earned, clause.next ? 1 : 0).last;
    case ExpiryKind::kEndOfMonth: return end_of_month_from(yearly_from(clause, days.earned, calendar), clause.month);
    case ExpiryKind::kEndOfPeriod: return end_of_period(clause, days.earned, member, program);
    case ExpiryKind::kOnField: return field_day(clause.field, days.event, member, program);
  }
  ENSURE(false);
}

Day last_valid_day(const Life& life, const LifeDays& days, const MemberState& member, const Program& program) {
  if (life.never) return kNever;
  Day earliest = kNever;
  for (const Expiry& clause : life.expiries)
    if (clause.kind != ExpiryKind::kAfter || clause.since != Since::kLast)
      earliest = std::min(earliest, day_by(clause, days, member, program));
  return earliest;
}

std::optional<Release> release_of(const Pending& pending, const Moment& now, Day earned, const MemberState& member,
                                  const Program& program) {
  if (!pending.any) return std::nullopt;
  const bool by_clock = !pending.until_day && pending.when.kind == ExpiryKind::kAfter && is_by_hours(pending.when.length);
  if (by_clock) {
    const std::int64_t second = now.second + seconds_of(pending.when.length);
    return second > now.second ? std::optional(Release{second, 0}) : std::nullopt;
  }
  Day day = day_by(pending.when, {earned, earned}, member, program);
  const bool of_cycles = !pending.until_day && pending.when.kind == ExpiryKind::kAfter && pending.when.length.unit == LengthUnit::kCycles;
  if (of_cycles && pending.when.edge == Edge::kNone && day != kNever) ++day;  // whole ones
  if (day <= now.program.day) return std::nullopt;
  return Release{0, day};
}

}  // namespace setia::engine
