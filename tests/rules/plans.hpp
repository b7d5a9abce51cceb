// Plans built by hand, for what lowering makes of them.
#pragma once

#include <string>

#include "engine/symbols.hpp"
#include "rules/compile.hpp"

namespace setia::tests {

inline rules::UnitPlan unit_plan(std::string name, std::string singular, std::int64_t worth) {
  rules::UnitPlan unit;
  unit.name = std::move(name);
  unit.singular = std::move(singular);
  unit.worth = worth;
  unit.stages.push_back({});
  return unit;
}

// One unit "beans", each worth one minor unit, and rules on purchase.
struct PlanMaker {
  PlanMaker() {
    plan.currency = "EUR";
    plan.units.push_back(unit_plan("beans", "bean", 1'000'000));
  }

  rules::RulePlan& rule(const std::string& name) {
    rules::RulePlan& made = plan.rules.emplace_back();
    made.name = name;
    made.triggers.push_back(dsl::TriggerKind::kPurchase);
    return made;
  }

  engine::Program lowered() { return rules::lower(plan, symbols); }

  rules::Plan plan;
  engine::Symbols symbols;
};

inline rules::QuantityPlan quantity(dsl::QuantityKind kind, rules::QuantityType type) {
  rules::QuantityPlan made;
  made.kind = kind;
  made.type = type;
  return made;
}

inline rules::QuantityPlan spend_on(const std::string& category) {
  rules::QuantityPlan made = quantity(dsl::QuantityKind::kSpend, rules::QuantityType::kMoney);
  made.lines.on = rules::WhatPlan{{}, dsl::WhatKind::kCategory, {category}};
  return made;
}

inline rules::ConditionPlan is(rules::QuantityPlan of, dsl::CompareKind kind, std::int64_t bound) {
  rules::ComparePlan compare;
  compare.kind = kind;
  compare.bound = bound;
  return {rules::QuantityIs{std::move(of), compare}, {}, ""};
}

// Whether one value passes the range of a check, whatever its slot.
inline bool passes(const engine::Check& check, std::int64_t value) {
  const bool inside = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(check.low) <= check.width;
  return inside != check.negated;
}

inline bool all_pass(const std::vector<engine::Check>& checks, std::int64_t value) {
  for (const engine::Check& check : checks) {
    if (!passes(check, value)) return false;
  }
  return true;
}

}  // namespace setia::tests
