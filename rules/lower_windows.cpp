#include "rules/lower_windows.hpp"

#include <algorithm>

namespace setia::rules {

engine::Window lower_own_period(Lowering& lowering, PeriodRef ref) {
  const PeriodPlan& period = lowering.plan.periods[ref.index];
  engine::Window window;
  window.kind = engine::WindowKind::kPeriod;
  window.personal = lowering.symbols.intern(period.name);
  window.from_joining = !period.opened_by;
  window.length = *period.lasts;
  return window;
}

engine::Window status_period(Lowering& lowering, LadderRef ref) {
  engine::Metric given;
  given.kind = engine::MetricKind::kStatusPeriod;
  given.ladder = engine::LadderId{ref.index};
  lowering.program.ladders[ref.index].periods = lowering.metric(std::move(given));
  engine::Window window;
  window.kind = engine::WindowKind::kStatusPeriod;
  window.ladder = engine::LadderId{ref.index};
  return window;
}

engine::Window lower_period(Lowering& lowering, PeriodRef ref) {
  const PeriodPlan& period = lowering.plan.periods[ref.index];
  engine::Window window;
  if (period.lasts) window = lower_own_period(lowering, ref);
  window.kind = engine::WindowKind::kPeriod;
  for (const auto& [first, last] : period.stretches) window.stretches.push_back({first.day, last.day});
  std::sort(window.stretches.begin(), window.stretches.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return window;
}

engine::Window lower_window(Lowering& lowering, const WindowPlan& from) {
  engine::Window window;
  window.calendar = from.calendar;
  window.length = from.length;
  window.fixed = from.fixed;
  if (from.period) {
    window = lower_period(lowering, *from.period);
    window.shift = from.kind == dsl::WindowKind::kLast ? -1 : 0;
    return window;
  }
  if (from.status_of) {
    window = status_period(lowering, *from.status_of);
    window.shift = from.kind == dsl::WindowKind::kLast ? -1 : 0;
    return window;
  }
  switch (from.kind) {
    case dsl::WindowKind::kThis: window.kind = engine::WindowKind::kCalendar; break;
    case dsl::WindowKind::kLast: window.kind = engine::WindowKind::kCalendar; window.shift = -1; break;
    case dsl::WindowKind::kInLast: window.kind = engine::WindowKind::kInLast; break;
    case dsl::WindowKind::kInLastFull: window.kind = engine::WindowKind::kInLastFull; break;
    case dsl::WindowKind::kAfterJoining: window.kind = engine::WindowKind::kAfterJoining; break;
    case dsl::WindowKind::kSince:
    case dsl::WindowKind::kUntil:
    case dsl::WindowKind::kFromUntil:
      window.kind = engine::WindowKind::kFixed;
      break;
    case dsl::WindowKind::kSinceJoining: window.kind = engine::WindowKind::kSinceJoining; break;
    case dsl::WindowKind::kEver: window.kind = engine::WindowKind::kEver; break;
  }
  return window;
}

}  // namespace setia::rules
