// Civil days and what a program says about weeks, years and cycles: pure calendar arithmetic, no zones.
//
// Day arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
#pragma once

#include <cstdint>

namespace setia::engine {

using Day = std::int32_t;     // days since 1970-01-01; kNever and kAlways are the ends
using Minute = std::int16_t;  // of a day, 0..1439
inline constexpr Day kNever = 2'000'000'000;    // later than every day
inline constexpr Day kAlways = -2'000'000'000;  // earlier than every day
inline constexpr std::int64_t kDaySeconds = 86'400;

struct YearMonthDay {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
  friend bool operator==(const YearMonthDay&, const YearMonthDay&) = default;
};

Day day_from(YearMonthDay civil);
YearMonthDay civil_from(Day day);
int days_in_month(int year, int month);
int weekday_of(Day day);                       // 0 monday .. 6 sunday
Day add_months(Day day, std::int64_t months);  // the 31st becomes a shorter month's last day [T2]

struct CivilTime {
  Day day = 0;
  Minute minute = 0;
  friend auto operator<=>(const CivilTime&, const CivilTime&) = default;
};

// What `program` says of its calendar.
struct CalendarRules {
  int week_start = 0;       // 0 monday
  int year_month = 1;       // first day of the program's year, quarters and half-years
  int year_day = 1;
  int cycle_day = 0;        // 0: no cycles
  Minute day_ends_at = 0;   // receipts before it belong to the day before
};

enum class CalendarUnit : std::uint8_t { kDay, kWeek, kMonth, kQuarter, kHalfYear, kYear, kCycle };

struct DayRange {           // both ends included
  Day first = kAlways;
  Day last = kNever;
  bool contains(Day day) const { return first <= day && day <= last; }
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

// The calendar window that holds `day`, and the whole one `shift` before (negative) or after it.
DayRange calendar_window(const CalendarRules& rules, CalendarUnit unit, Day day, int shift = 0);

// The first `month`-`day` at or after `day`; 29 February is 28 February in other years [T2].
Day next_yearly(Day day, int month, int day_of_month);

}  // namespace setia::engine
