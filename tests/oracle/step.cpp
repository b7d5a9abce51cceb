#include "tests/oracle/step.hpp"

#include <algorithm>

namespace setia::oracle {

const std::vector<engine::Rounding>& stages_of(const rules::Plan& plan, std::size_t rule, std::size_t unit) {
  return plan.rules[rule].stages.empty() ? plan.units[unit].stages : plan.rules[rule].stages;
}

Exact step_of(const rules::Plan& plan, std::size_t rule, std::size_t unit) {
  std::int64_t step = 1;
  for (const engine::Rounding& stage : stages_of(plan, rule, unit))
    if (!stage.spend) step = std::max(step, stage.step);
  return step;
}

Exact units_for(const Judging& judging, const rules::CapPlan& cap, const Exact& free, std::size_t unit) {
  if (cap.kind == engine::CapKind::kUnits) return free;
  const Exact money = cap.kind == engine::CapKind::kShareOfBasket ? free * basket_total(judging.event, false, false) : free;
  return money * 1'000'000 / *judging.history.plan().units[unit].worth;
}

void keep_in_order(const std::vector<Piece*>& pieces, Exact most) {
  for (Piece* piece : pieces) {
    piece->micro = std::min(piece->micro, most);
    most -= piece->micro;
  }
}

}  // namespace setia::oracle
