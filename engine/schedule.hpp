// When a clock starts a rule, who may take part in it, and periods of a member's own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/happening.hpp"
#include "engine/length.hpp"

namespace setia::engine {

// In the program's zone.
enum class ScheduleKind : std::uint8_t { kDaily, kWeekly, kMonthly, kYearly, kOnce, kAfterJoining, kAtEndOf, kAtMoments, kAtEndOfOwn };
struct Schedule {
  ScheduleKind kind = ScheduleKind::kDaily;
  Minute minute = 0;                   // of the day
  int weekday = 0;                     // kWeekly; 0 monday
  int day_of_month = 1;                // kMonthly; a shorter month's last day
  std::vector<YearMonthDay> days;      // kYearly: month and day alone; kOnce: one date
  Length length;                       // kAfterJoining
  CalendarUnit calendar = CalendarUnit::kDay;  // kAtEndOf
  std::vector<CivilTime> last;         // kAtMoments: the last minutes of what closes, ascending
  Window own;                          // kAtEndOfOwn: a period that each member has for themselves
};
inline bool is_close(const Schedule& schedule) { return schedule.kind >= ScheduleKind::kAtEndOf; }

// `members join`: who may take part in a rule.
struct OptIn {
  Length before;                       // joined at least that long before; count 0: just before
  Day until = kNever;                  // the last day on which one can join
  bool from_start = false;             // who joins takes part as if always joined
};

// A period that each member has for themselves, opened by what happens when none is open.
struct OwnPeriod {
  std::string name;
  Window window;                       // kPeriod, with a personal name
  Happening opened_by = Happening::kPurchase;  // unless joining opens it
  SymbolSet activities;                // kActivity: which; empty is any
};

}  // namespace setia::engine
