// Rules that a clock alone starts: there is no receipt that they could read.
#include <algorithm>

#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

bool starts_with_an_event(const RulePlan& rule) {
  return std::any_of(rule.triggers.begin(), rule.triggers.end(), [](dsl::TriggerKind kind) {
    return kind != dsl::TriggerKind::kBirthday && kind != dsl::TriggerKind::kJoiningAnniversary;
  });
}

bool reads_a_receipt(const QuantityPlan& quantity) {
  using dsl::QuantityKind;
  if (quantity.window) return false;
  return quantity.kind == QuantityKind::kBasketTotal || quantity.kind == QuantityKind::kSpend || quantity.kind == QuantityKind::kItems ||
         quantity.kind == QuantityKind::kPurchaseNumber || quantity.kind == QuantityKind::kDifferent;
}

bool reads_a_receipt(const BoundPlan& bound) {
  const auto* quantity = std::get_if<QuantityPlan>(&bound);
  return quantity != nullptr && reads_a_receipt(*quantity);
}

bool reads_a_receipt(const TablePlan& table) {
  return std::any_of(table.keys.begin(), table.keys.end(), [](const KeyPlan& key) {
    return key.kind != dsl::KeyKind::kSegment && reads_a_receipt(key.quantity);
  });
}

bool reads_a_receipt(const PerPlan& per) { return per.of != PerPlan::Of::kQuantity || reads_a_receipt(per.quantity); }

struct OfCondition {
  bool operator()(const QuantityIs& is) const {
    return reads_a_receipt(is.quantity) || reads_a_receipt(is.compare.bound) || (is.compare.upper && reads_a_receipt(*is.compare.upper));
  }
  bool operator()(const QuantityReaches& reaches) const { return reads_a_receipt(reaches.quantity); }
  bool operator()(const TextIs& is) const { return is.owner == dsl::Owner::kEvent && std::holds_alternative<BuiltIn>(is.field); }
  bool operator()(const BasketHasPlan&) const { return true; }
  template <typename Other>
  bool operator()(const Other&) const {
    return false;
  }
};

struct OfGive {
  bool operator()(const GivePerPlan& give) const { return reads_a_receipt(give.per); }
  bool operator()(const GivePercentPlan& give) const { return reads_a_receipt(give.of); }
  bool operator()(const GivePercentByPlan& give) const { return reads_a_receipt(give.of) || reads_a_receipt(give.table); }
  bool operator()(const GiveByPlan& give) const { return (give.per && reads_a_receipt(*give.per)) || reads_a_receipt(give.table); }
  template <typename Other>
  bool operator()(const Other&) const {
    return false;
  }
};

void report(Context& context, dsl::Span at) {
  context.messages.error({.code = "S062",
                          .at = at,
                          .title = "No receipt starts this rule",
                          .label = "this is about one receipt",
                          .help = "A clock starts the rule. Say over which time, for example  spend this month"});
}

}  // namespace

void check_clock_rule(Context& context, const RulePlan& rule) {
  const bool by_clock = !rule.schedules.empty() || !rule.triggers.empty();
  if (!by_clock || starts_with_an_event(rule)) return;
  for (const ConditionPlan& condition : rule.conditions)
    if (std::visit(OfCondition{}, condition.kind)) report(context, condition.span);
  for (const GivePlan& give : rule.gives)
    if (std::visit(OfGive{}, give.kind)) report(context, give.span);
}

}  // namespace setia::rules
