// Units and the life of their lots.
#include "rules/lower_life.hpp"

#include "rules/lower_conditions.hpp"

namespace setia::rules {

engine::Expiry lower_expiry(Lowering& lowering, engine::Expiry expiry) {
  if (expiry.kind == engine::ExpiryKind::kOnField) expiry.field = lowering.fields[expiry.field.index()];
  expiry.activities = lowering.symbols_of(expiry.named);
  return expiry;
}

engine::Life lower_life(Lowering& lowering, const LifePlan& from) {
  engine::Life life;
  for (const engine::Expiry& expiry : from.expiries) life.expiries.push_back(lower_expiry(lowering, expiry));
  life.never_while = lower_conditions(lowering, from.never_while);
  life.never = from.never;
  life.pending = from.pending;
  return life;
}

engine::Unit lower_unit(const Plan& plan, const UnitPlan& from) {
  engine::Unit unit;
  unit.kind = from.kind;
  if (from.kind == engine::UnitKind::kWallet) {
    unit.currency = plan.currency;
    unit.currency_decimals = plan.currency_decimals;
  }
  unit.name = from.name;
  unit.singular = from.singular;
  unit.worth = from.worth;
  unit.stages = from.stages;
  unit.use = from.use;
  unit.meeting = from.meeting;
  unit.shared = from.shared;
  unit.multipliers_reach_flat = from.multipliers_reach_flat;
  unit.can_be_spent = from.can_be_spent;
  unit.written_off = from.written_off;
  unit.returns_take_nothing = from.returns_take_nothing;
  unit.may_go_below = from.may_go_below;
  unit.floor_micro = from.floor_micro;
  unit.held_cap_micro = from.held_cap_micro;
  unit.grace = from.grace;
  unit.says = from.says;
  for (const UnitRef choice : from.choices) unit.choices.push_back(engine::UnitId{choice.index});
  for (const UnitRef earns : from.paid_with_earns) unit.paid_with_earns.push_back(engine::UnitId{earns.index});
  return unit;
}

}  // namespace setia::rules
