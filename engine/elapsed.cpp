#include "engine/elapsed.hpp"

#include <algorithm>

namespace setia::engine {
namespace {

std::int64_t divided(std::int64_t amount, std::int64_t by, bool up) { return amount / by + (up && amount % by != 0 ? 1 : 0); }

// Months from `from` to `to`, whole or begun.
std::int64_t months_between(Day from, Day to, bool up) {
  const YearMonthDay a = civil_from(from), b = civil_from(to);
  std::int64_t months = (std::int64_t{b.year} - a.year) * 12 + b.month - a.month;
  if (add_months(from, months) > to) --months;
  return months + (up && add_months(from, months) < to ? 1 : 0);
}

std::int64_t working_days_between(Day from, Day to) {
  std::int64_t count = 0;
  for (Day day = from + 1; day <= to; ++day) count += weekday_of(day) < 5 ? 1 : 0;
  return count;
}

const LastHappening* find(const MemberState& member, const Slot& slot) {
  const LastHappening* latest = nullptr;
  for (const LastHappening& one : member.last) {
    const bool wanted = one.happening == slot.happening &&
                        (slot.activities.members.empty() || std::binary_search(slot.activities.members.begin(), slot.activities.members.end(), one.activity));
    if (wanted && (latest == nullptr || one.second > latest->second)) latest = &one;
  }
  return latest;
}

// Of any ladder; what an event itself changes is not yet known to it.
const LevelHeld* last_change(const MemberState& member, std::int64_t now_second) {
  const LevelHeld* latest = nullptr;
  for (const LevelHeld& one : member.levels)
    if (one.second <= now_second && (latest == nullptr || one.second >= latest->second)) latest = &one;
  return latest;
}

CalendarUnit unit_of(FeastWhen when) {
  switch (when) {
    case FeastWhen::kThisWeek: return CalendarUnit::kWeek;
    case FeastWhen::kThisMonth: return CalendarUnit::kMonth;
    case FeastWhen::kToday: break;
  }
  return CalendarUnit::kDay;
}

}  // namespace

std::optional<std::int64_t> elapsed_since(const Slot& slot, const MemberState& member, CivilTime now, std::int64_t now_second) {
  Day day = member.joined.day;
  std::int64_t second = member.joined_second;
  if (slot.happening == Happening::kStatusChange) {
    const LevelHeld* const last = last_change(member, now_second);
    if (last == nullptr) return std::nullopt;
    day = last->since;
    second = last->second;
  } else if (slot.happening != Happening::kJoining) {
    const LastHappening* last = find(member, slot);
    if (last == nullptr) return std::nullopt;
    day = last->day;
    second = last->second;
  } else if (member.joining == 0) {
    return std::nullopt;
  }
  const std::int64_t days = std::max<std::int64_t>(0, std::int64_t{now.day} - day);
  const std::int64_t seconds = std::max<std::int64_t>(0, now_second - second);
  switch (slot.elapsed) {
    case LengthUnit::kMinutes: return divided(seconds, 60, slot.elapsed_up);
    case LengthUnit::kHours: return divided(seconds, 3600, slot.elapsed_up);
    case LengthUnit::kWeeks: return divided(days, 7, slot.elapsed_up);
    case LengthUnit::kMonths: return months_between(day, std::max(day, now.day), slot.elapsed_up);
    case LengthUnit::kYears: return divided(months_between(day, std::max(day, now.day), slot.elapsed_up), 12, slot.elapsed_up);
    case LengthUnit::kWorkingDays: return working_days_between(day, now.day);
    default: return days;
  }
}

std::optional<std::int64_t> is_feast(const Program& program, const Slot& slot, const MemberState& member, DayBook& days) {
  Day origin = member.joined.day;
  bool known = member.joining != 0;
  if (slot.feast == Feast::kBirthday) {
    const std::uint32_t key = program.fields[slot.field.index()].key;
    const auto field = std::find_if(member.fields.begin(), member.fields.end(), [&](const FieldValue& one) { return one.field_key == key; });
    known = field != member.fields.end();
    if (known) origin = static_cast<Day>(field->value);
  }
  if (!known) return std::nullopt;
  const YearMonthDay civil = civil_from(origin);
  if (slot.feast_when == FeastWhen::kThisMonth && civil.month != days.civil().month) return 0;
  const DayRange window = days.window(unit_of(slot.feast_when));
  const Day feast = next_yearly(window.first, civil.month, civil.day);
  return feast <= window.last && feast > origin ? 1 : 0;
}

}  // namespace setia::engine
