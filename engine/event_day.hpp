// The local day on which an event counts: `day ends at` shifts receipts only [T1].
#pragma once

#include "engine/civil.hpp"
#include "engine/event.hpp"

namespace setia::engine {

inline Day effective_day(const CalendarRules& calendar, const Event& event) {
  const CivilTime& local = event.stamp.local;
  return event.kind == EventKind::kPurchase && local.minute < calendar.day_ends_at ? local.day - 1 : local.day;
}

// The same in the program's zone: the day on which what it gives is earned.
inline Day earned_day(const CalendarRules& calendar, const Event& event) {
  const CivilTime& program = event.stamp.program;
  return event.kind == EventKind::kPurchase && program.minute < calendar.day_ends_at ? program.day - 1 : program.day;
}

}  // namespace setia::engine
