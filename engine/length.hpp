// Lengths of time, and the windows over which history is read.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/civil.hpp"
#include "engine/ids.hpp"

namespace setia::engine {

enum class LengthUnit : std::uint8_t { kMinutes, kHours, kDays, kWorkingDays, kWeeks, kMonths, kYears, kCycles };
struct Length {
  std::int64_t count = 0;
  LengthUnit unit = LengthUnit::kDays;
};
// Lengths of hours are counted by instants, all others by days [T1].
inline bool is_by_hours(const Length& length) { return length.unit == LengthUnit::kMinutes || length.unit == LengthUnit::kHours; }
inline std::int64_t seconds_of(const Length& hours) { return hours.count * (hours.unit == LengthUnit::kMinutes ? 60 : 3'600); }

enum class WindowKind : std::uint8_t { kEvent, kCalendar, kInLast, kInLastFull, kAfterJoining, kFixed, kSinceJoining, kEver, kPeriod, kStatusPeriod };
struct Window {
  WindowKind kind = WindowKind::kEvent;
  CalendarUnit calendar = CalendarUnit::kDay;  // kCalendar, kInLastFull
  int shift = 0;                               // kCalendar, kPeriod: 0 this, -1 last
  Length length;                               // kInLast, kAfterJoining; count of kInLastFull
  DayRange fixed;                              // kFixed: since, until, from … until
  std::vector<DayRange> stretches;             // kPeriod: in order, not overlapping
  SymbolId personal;                           // kPeriod: the name of one that each member has for themselves, `length` long
  bool from_joining = false;                   // … and that joining opens
  LadderId ladder;                             // kStatusPeriod: whose levels
  bool counts_anew = false;                    // … only from where what is counted begins anew
  std::uint32_t periods_key = 0;               // … Metric::key of the ladder's `periods`, given by Versions::adopt
  friend bool operator==(const Window&, const Window&) = default;
};
inline bool operator==(const Length& a, const Length& b) { return a.count == b.count && a.unit == b.unit; }

}  // namespace setia::engine
