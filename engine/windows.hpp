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

// When a reading is taken: the local day, and the instant for windows of hours [T1].
struct TimeOfReading {
  Day day = 0;
  std::int64_t second = 0;  // UTC
};

// True of windows that are so many hours or minutes long.
bool is_by_hours(const Window& window);

// What a window holds: first and last day, or first and last second of a window of hours, which is half open [T2].
struct Span {
  std::int64_t first = 0, last = 0;
};
Span span_of(const CalendarRules& calendar, const Window& window, TimeOfReading time, const MemberState& member);

// Reads `reading` from the member's gathered days, with `own` added at `time`. Sums are in the metric's scale; counts of
// different texts and of periods met are whole numbers; averages are rounded down to the metric's scale. Returns
// false when the sum does not fit.
bool read_window(const Program& program, const Reading& reading, TimeOfReading time, const MemberState& member,
                 const std::vector<OwnPart>& own, std::int64_t& value);
// The same in one pass with what it is without `own`.
bool read_window(const Program& program, const Reading& reading, TimeOfReading time, const MemberState& member,
                 const std::vector<OwnPart>& own, std::int64_t& value, std::int64_t& before);

// What the metric gathered on these days, whatever the text.
Wide gathered_in(const MemberState& member, std::uint32_t metric_key, DayRange days);
// Moves the sums that hold the day by what the metric gathered on it. Of members with a long history, begins to keep those in
// `units` (a bit per CalendarUnit, and kForEver) that hold the day, in the place of those of earlier windows. The rows know of it already.
void move_sums(const CalendarRules& calendar, std::uint32_t metric_key, std::uint8_t units, Day day, std::int64_t added, MemberState& member);

}  // namespace setia::engine
