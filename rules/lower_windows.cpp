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

}  // namespace setia::rules
