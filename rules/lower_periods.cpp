// Stretches. `this` is the one that holds the day, `last` the latest one that has ended before the one that `this` would be.
#include "rules/lower_periods.hpp"

namespace setia::rules {
namespace {

std::vector<Stretch> stretches_of(const Plan& plan, const WindowPlan& window) {
  std::vector<Stretch> stretches;
  if (!window.period) return stretches;
  for (const auto& [from, until] : plan.periods[window.period->index].stretches) {
    const engine::DayRange days{from.day, until.day};
    if (window.kind == dsl::WindowKind::kLast) {
      if (!stretches.empty()) stretches.back().asked.last = days.last;
      stretches.push_back({{days.last + 1, engine::kNever}, days});
    } else {
      stretches.push_back({days, days});
    }
  }
  return stretches;
}

}  // namespace

std::vector<Stretch> stretches_of(const Plan& plan, const QuantityPlan& quantity) {
  if (quantity.kind == dsl::QuantityKind::kMeasure) return stretches_of(plan, plan.measures[quantity.measure.index]);
  return quantity.window ? stretches_of(plan, *quantity.window) : std::vector<Stretch>{};
}

std::vector<Stretch> stretches_of(const Plan& plan, const MeasurePlan& measure) {
  const bool of_quantity = measure.kind == MeasureKind::kSum || measure.kind == MeasureKind::kCount;
  return of_quantity ? stretches_of(plan, measure.quantity) : stretches_of(plan, measure.window);
}

}  // namespace setia::rules
