// Windows over what a member's history gathered by local day, and the quantities read from them [T2] [J9].
#pragma once

#include "engine/civil.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// The days of a window as seen from `day`; empty (last < first) for a window that ended before it began, and for
// "after joining" of somebody who has not joined.
DayRange window_days(const CalendarRules& calendar, const Window& window, Day day, const MemberState& member);

// True when there is no such window on that day: outside a period, or "after joining" of somebody who has not joined.
bool is_without_days(const CalendarRules& calendar, const Window& window, Day day, const MemberState& member);

// N units before `day`, itself excluded: the first day of "in the last N units" is this plus one.
Day days_back(const CalendarRules& calendar, Length length, Day day);

// The event's own part of a metric, to be added to what is gathered: one entry per group.
struct OwnPart {
  SymbolId group;
  std::int64_t value = 0;
};

// Reads `reading` from the member's gathered days, with `own` added on `day`. Sums are in the metric's scale; counts of
// different texts and of periods met are whole numbers; averages are rounded half even to the metric's scale. Returns
// false when the sum does not fit.
bool read_window(const Program& program, const Reading& reading, Day day, const MemberState& member, const std::vector<OwnPart>& own,
                 std::int64_t& value);

}  // namespace setia::engine
