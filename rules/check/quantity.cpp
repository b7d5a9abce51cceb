// Quantities: what kind of value each is, and whether it can be read yet.
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

using dsl::QuantityKind;

// What cannot be read yet, with its reason.
std::optional<Later> later_of(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::kStreak:
      return Later::kStreak;
    case QuantityKind::kStampsOn:
      return Later::kStamps;
    default:
      return std::nullopt;
  }
}

bool take_field(Context& context, const dsl::Quantity& quantity, QuantityPlan& plan) {
  const auto found = find_field(context, quantity.owner, quantity.name, plan.activities);
  if (!found) return false;
  plan.field = found->field;
  plan.owner = quantity.owner == dsl::Owner::kReferrer ? quantity.owner : reader_of(*found);
  plan.type = found->type;
  return true;
}

bool take_unit(Context& context, const dsl::Quantity& quantity, QuantityPlan& plan) {
  plan.type = QuantityType::kUnits;
  const auto unit = find_unit(context, quantity.name);
  auto from = find_all<RuleRef>(context, NameKind::kRule, quantity.texts);
  if (!unit || !from) return false;
  const bool by_rule = quantity.kind == QuantityKind::kUnitEarned || quantity.kind == QuantityKind::kUnitFrom;
  if (!from->empty() && !by_rule) {
    not_yet(context, Later::kUnitHistory, quantity.span);
    return false;
  }
  plan.unit = *unit;
  plan.from = std::move(*from);
  return true;
}

bool take_discount(Context& context, const dsl::Quantity& quantity, QuantityPlan& plan) {
  plan.type = QuantityType::kMoney;
  auto from = find_all<RuleRef>(context, NameKind::kRule, quantity.texts);
  if (from) plan.from = std::move(*from);
  return from.has_value();
}

bool take_measure(Context& context, const dsl::Quantity& quantity, QuantityPlan& plan) {
  const auto measure = find<MeasureRef>(context, NameKind::kMeasure, quantity.name);
  if (!measure) return false;
  plan.measure = *measure;
  plan.type = context.plan.measures[measure->index].type;
  plan.unit = context.plan.measures[measure->index].quantity.unit;
  return true;
}

bool take_counter(Context& context, const dsl::Quantity& quantity, QuantityPlan& plan) {
  const auto counter = find<CounterRef>(context, NameKind::kCounter, quantity.name);
  if (!counter) return false;
  plan.counter = *counter;
  plan.type = context.plan.counters[counter->index].type;
  plan.unit = context.plan.counters[counter->index].unit;
  return true;
}

// What the basket and its history count.
bool take_counted(Context& context, const dsl::Quantity& quantity, QuantityPlan& plan) {
  if (quantity.at_least) {
    plan.at_least_minor = money_minor(context, *quantity.at_least);
    if (!plan.at_least_minor) return false;
  }
  if (plan.kind == QuantityKind::kActivity) plan.activities = texts_of(quantity.texts);
  if (plan.kind != QuantityKind::kDifferent) return true;
  const auto field = find_field(context, dsl::Owner::kEvent, quantity.name);
  if (field) plan.field = field->field;
  return field.has_value();
}

bool take_activity_field(Context& context, const dsl::Quantity& quantity, QuantityPlan& plan) {
  plan.activities = texts_of(quantity.texts);
  if (!take_field(context, quantity, plan)) return false;
  if (std::holds_alternative<FieldRef>(plan.field)) return true;
  context.messages.error({.code = "S020",
                          .at = quantity.name.span,
                          .title = "Activities have no field " + in_quotes(quantity.name.text),
                          .label = "it is one of receipts",
                          .help = "Declare one below the activity, for example  has amount money"});
  return false;
}

bool take_kind(Context& context, const dsl::Quantity& quantity, QuantityPlan& plan) {
  switch (quantity.kind) {
    case QuantityKind::kBasketTotal:
    case QuantityKind::kSpend:
      plan.type = QuantityType::kMoney;
      return true;
    case QuantityKind::kItems:
      plan.type = QuantityType::kNumber;
      return true;
    case QuantityKind::kFriends:
      use_referrals(context);
      [[fallthrough]];
    case QuantityKind::kPurchaseNumber:
      plan.type = QuantityType::kCount;
      return true;
    case QuantityKind::kPurchases:
    case QuantityKind::kActivity:
    case QuantityKind::kDifferent:
      plan.type = QuantityType::kCount;
      return take_counted(context, quantity, plan);
    case QuantityKind::kUnitEarned:
    case QuantityKind::kUnitSpent:
    case QuantityKind::kUnitReceived:
    case QuantityKind::kUnitExpiring:
    case QuantityKind::kUnitFrom:
    case QuantityKind::kUnitHeld:
      return take_unit(context, quantity, plan);
    case QuantityKind::kDiscountFrom:
      return take_discount(context, quantity, plan);
    case QuantityKind::kMeasure:
      return take_measure(context, quantity, plan);
    case QuantityKind::kCounter:
      return take_counter(context, quantity, plan);
    case QuantityKind::kField:
      return take_field(context, quantity, plan);
    case QuantityKind::kActivityField:
      return take_activity_field(context, quantity, plan);
    default:
      return false;
  }
}

}  // namespace

std::optional<QuantityPlan> quantity_of(Context& context, const dsl::Quantity& quantity) {
  if (const auto later = later_of(quantity.kind)) {
    not_yet(context, *later, quantity.span);
    return std::nullopt;
  }
  QuantityPlan plan;
  plan.kind = quantity.kind;
  plan.before_discounts = quantity.before_discounts;
  plan.without_tax = quantity.without_tax;
  plan.paid_by = texts_of(quantity.paid_by);
  plan.not_paid_by = quantity.not_paid_by;
  plan.owner = quantity.owner;
  plan.text = context.written(quantity.span);
  const bool kind_taken = take_kind(context, quantity, plan);
  const auto lines = lines_of(context, quantity.lines);
  if (quantity.window) plan.window = window_of(context, *quantity.window);
  const bool window_taken = plan.window.has_value() == quantity.window.has_value();
  if (!kind_taken || !lines || !window_taken) return std::nullopt;
  plan.lines = *lines;
  return plan;
}

std::string in_words(const Context& context, const QuantityPlan& quantity) {
  switch (quantity.type) {
    case QuantityType::kMoney:
      return "money";
    case QuantityType::kUnits:
      return context.plan.units[quantity.unit.index].name;
    case QuantityType::kNumber:
      return "a number";
    case QuantityType::kCount:
      return "a whole number";
    case QuantityType::kDate:
      return "a date";
    case QuantityType::kYesNo:
      return "yes or no";
    case QuantityType::kText:
      break;
  }
  return "text";
}

}  // namespace setia::rules
