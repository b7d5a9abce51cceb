// What holds between declarations: budgets in money need a worth, and exact amounts a common denominator.
#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/denominators.hpp"
#include "rules/units_given.hpp"

namespace setia::rules {
namespace {

const UnitPlan* without_worth(const Context& context, const RulePlan& rule) {
  for (const GivePlan& give : rule.gives)
    for (const UnitRef unit : units_given(give))
      if (!context.plan.units[unit.index].worth && context.plan.units[unit.index].kind != engine::UnitKind::kBadge) return &context.plan.units[unit.index];
  return nullptr;
}

void check_money(Context& context, const RulePlan& rule, const CapPlan& cap) {
  const bool in_money = cap.kind == engine::CapKind::kMoney || cap.kind == engine::CapKind::kShareOfBasket;
  const UnitPlan* unit = in_money ? without_worth(context, rule) : nullptr;
  if (unit == nullptr) return;
  context.messages.error(
      {.code = "S049",
       .at = cap.span,
       .title = "I do not know what " + unit->name + " are worth",
       .label = "a limit in money needs that",
       .help = "Say it below  points " + unit->name + "  with a line such as  worth 0.01 " + context.plan.currency + " each",
       .related = {{rule.span, "this rule gives them"}}});
}

// A limit in a unit that none of its rules gives.
void check_unit_of_cap(Context& context, const RulePlan& rule, const CapPlan& cap) {
  if (cap.kind != engine::CapKind::kUnits) return;
  std::string given;
  if (!rule.discounts.empty()) given = "discounts in " + context.plan.currency;
  for (const GivePlan& give : rule.gives)
    for (const UnitRef unit : units_given(give)) {
      if (unit == cap.unit) return;
      given = context.plan.units[unit.index].name;
    }
  const std::string& limited = context.plan.units[cap.unit.index].name;
  if (given.empty()) return;
  context.messages.error({.code = "S021",
                          .at = cap.span,
                          .title = "This rule gives " + given + ", and the limit counts " + limited,
                          .label = "it would never be reached",
                          .help = "Write the limit in " + (rule.discounts.empty() ? given : context.plan.currency)});
}

// What one of two receives is bounded per that one.
void check_receiver_of_cap(Context& context, const RulePlan& rule, const CapPlan& cap) {
  const bool amounts = cap.kind == engine::CapKind::kUnits || cap.kind == engine::CapKind::kMoney;
  const bool per_referrer = cap.scope == engine::CapScope::kReferrer;
  if (!amounts || (!per_referrer && cap.scope != engine::CapScope::kMember) || rule.gives.empty()) return;
  const dsl::ReceiverKind bounded = per_referrer ? dsl::ReceiverKind::kReferrer : dsl::ReceiverKind::kMember;
  for (const GivePlan& give : rule.gives)
    if (!units_given(give).empty() && give.to == bounded) return;
  context.messages.error({.code = "S021",
                          .at = cap.span,
                          .title = per_referrer ? "This rule gives the referrer nothing that a limit could count" : "This rule gives to the referrer alone, and the limit counts what the member gets",
                          .label = "it would never be reached",
                          .help = per_referrer ? "Write  per member" : "Write  per referrer"});
}

void check_denominators(Context& context) {
  const auto too_fine = rules_too_fine(context.plan);
  for (std::size_t i = 0; i < too_fine.size(); ++i) {
    if (!too_fine[i]) continue;
    const RulePlan& rule = context.plan.rules[too_fine[i]->index];
    context.messages.error({.code = "S051",
                            .at = rule.span,
                            .title = "The fractions of " + context.plan.units[i].name + " are too fine to be counted exactly",
                            .label = "with this rule I would need more than fifteen digits",
                            .help = "Use rounder numbers in the rates and factors of this rule"});
  }
}

// Known when all ladders are read.
void check_status_ends(Context& context) {
  for (const StatusEndPlan& end : context.plan.status_ends) {
    const LadderPlan& ladder = context.plan.ladders[end.ladder.index];
    if (ladder.has_keeps) continue;
    context.messages.error({.code = "S068",
                            .at = end.span,
                            .title = "Levels of " + ladder.name + " have no time that could end",
                            .label = "a status period is the time a level was given for",
                            .help = "Say in its table how long they live, in a column  keeps for",
                            .related = {{ladder.span, "the ladder"}}});
  }
}

}  // namespace

void check_whole(Context& context) {
  check_status_ends(context);
  for (const RulePlan& rule : context.plan.rules) {
    for (const CapPlan& cap : rule.caps) {
      check_money(context, rule, cap);
      check_unit_of_cap(context, rule, cap);
      check_receiver_of_cap(context, rule, cap);
    }
    for (const LimitRef limit : rule.limits)
      for (const CapPlan& cap : context.plan.limits[limit.index].caps) check_money(context, rule, cap);
  }
  check_denominators(context);
}

}  // namespace setia::rules
