#include "engine/own_periods.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/life.hpp"

namespace setia::engine {
namespace {

constexpr DayRange kNoDays{0, -1};

// It ends the day before it is full.
DayRange beginning(const CalendarRules& calendar, const Window& window, Day first) {
  const Day after = day_when_full(window.length, first, calendar);
  return {first, after == kNever ? kNever : after - 1};
}

bool opens(const OwnPeriod& period, const Opening& opening) {
  if (period.window.from_joining || period.opened_by != opening.happening) return false;
  const std::vector<SymbolId>& wanted = period.activities.members;
  return wanted.empty() || std::binary_search(wanted.begin(), wanted.end(), opening.activity);
}

}  // namespace

std::vector<DayRange> own_periods(const CalendarRules& calendar, const Window& window, const MemberState& member) {
  std::vector<DayRange> all;
  if (window.from_joining) {
    if (member.joining != 0) all.push_back(beginning(calendar, window, member.joined.day));
    return all;
  }
  for (const OpenPeriod& open : member.periods)
    if (open.name == window.personal) all.push_back(beginning(calendar, window, open.first));
  return all;
}

DayRange own_period_days(const CalendarRules& calendar, const Window& window, Day day, const MemberState& member) {
  DayRange found = kNoDays;
  for (const DayRange& days : own_periods(calendar, window, member))
    if (window.shift == 0 ? days.contains(day) : days.last < day) found = days;
  if (window.shift != 0 || found.first <= found.last || window.from_joining) return found;
  return beginning(calendar, window, day);
}

void open_periods(const Program& program, VersionOrdinal version, const Opening& opening, MemberIndex index, const MemberState& member,
                  std::vector<Change>& out) {
  for (const OwnPeriod& period : program.own_periods) {
    if (!opens(period, opening)) continue;
    const std::vector<DayRange> known = own_periods(calendar_of(program, member), period.window, member);
    if (std::any_of(known.begin(), known.end(), [&](const DayRange& days) { return days.contains(opening.day); })) continue;
    Change opened;
    opened.kind = ChangeKind::kPeriodOpened;
    opened.member = index;
    opened.version = version;
    opened.text = period.window.personal;
    opened.window = opening.day;
    out.push_back(opened);
  }
}

}  // namespace setia::engine
