// The calendar around one day, worked out once for all events of that day.
#pragma once

#include <array>
#include <cstdint>

#include "engine/civil.hpp"

namespace setia::engine {

inline bool is_same(const CalendarRules& a, const CalendarRules& b) {
  return a.week_start == b.week_start && a.year_month == b.year_month && a.year_day == b.year_day && a.cycle_day == b.cycle_day &&
         a.day_ends_at == b.day_ends_at;
}

class DayBook {
 public:
  // What it knew of another day or another calendar is forgotten.
  void open(const CalendarRules& calendar, Day day) {
    if (day == day_ && is_same(calendar, calendar_)) return;
    calendar_ = calendar;
    day_ = day;
    known_ = 0;
    weekday_ = weekday_of(day);
    civil_ = civil_from(day);
  }

  // The window that holds the day.
  const DayRange& window(CalendarUnit unit) {
    const auto place = static_cast<unsigned>(unit);
    if ((known_ >> place & 1) == 0) {
      known_ |= 1U << place;
      windows_[place] = calendar_window(calendar_, unit, day_);
    }
    return windows_[place];
  }
  int weekday() const { return weekday_; }
  const YearMonthDay& civil() const { return civil_; }

 private:
  CalendarRules calendar_;
  Day day_ = kNever;
  int weekday_ = 0;
  YearMonthDay civil_;
  std::uint32_t known_ = 0;  // bit per CalendarUnit
  std::array<DayRange, 7> windows_;
};

}  // namespace setia::engine
