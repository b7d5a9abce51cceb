// `pay with` becomes plain data; its limits are lowered with all others.
#include "rules/lower_pay_with.hpp"

#include <algorithm>

#include "rules/lower_conditions.hpp"
#include "rules/lower_filters.hpp"

namespace setia::rules {
namespace {

engine::PayRate lower_rate(Lowering& lowering, const PayWithPlan& from) {
  engine::PayRate rate;
  rate.minor = from.rate_minor;
  rate.micro = from.rate_micro;
  if (!from.per) return rate;
  rate.per = true;
  rate.lines = lower_lines(lowering, from.per->lines);
  rate.built_in_quantity = from.per->built_in_quantity;
  if (!rate.built_in_quantity) rate.field = lowering.fields[from.per->field.index];
  return rate;
}

// The step in which the unit is given last.
std::int64_t smallest_step(const UnitPlan& unit) {
  for (auto stage = unit.stages.rbegin(); stage != unit.stages.rend(); ++stage)
    if (!stage->spend) return stage->step;
  return 1;
}

}  // namespace

void lower_pay_with(Lowering& lowering) {
  for (const PayWithPlan& from : lowering.plan.pay_with) {
    engine::PayWith with;
    with.name = from.name;
    with.method = lowering.symbols.intern(from.name);
    with.unit = engine::UnitId{from.unit.index};
    with.rate = lower_rate(lowering, from);
    with.lines = lower_apart(lowering, from.on, from.except);
    with.checks = lower_conditions(lowering, from.conditions);
    with.all_or_nothing = from.all_or_nothing;
    with.step_micro = from.step_micro.value_or(smallest_step(lowering.plan.units[from.unit.index]));
    with.step_minor = from.step_minor.value_or(1);
    with.least_micro = from.least_micro.value_or(0);
    with.least_minor = from.least_minor.value_or(0);
    with.comes_back = from.comes_back;
    lowering.program.pay_with.push_back(std::move(with));
  }
}

}  // namespace setia::rules
