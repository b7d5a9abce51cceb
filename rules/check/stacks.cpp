// What competes in a stack, and what multiplies what [J2] [J3] [J6].
#include <algorithm>
#include <set>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/units_given.hpp"

namespace setia::rules {
namespace {

bool is_multiplier(const GivePlan& give) { return std::holds_alternative<MultiplyPlan>(give.kind); }

// A table of flat amounts is no rate.
bool is_rate(const GivePlan& give) {
  if (const auto* by = std::get_if<GiveByPlan>(&give.kind)) return by->per.has_value();
  return std::holds_alternative<GivePerPlan>(give.kind) || std::holds_alternative<GivePercentPlan>(give.kind) || std::holds_alternative<GivePercentByPlan>(give.kind);
}

bool is_flat(const GivePlan& give) { return std::holds_alternative<GiveFlatPlan>(give.kind) || (std::holds_alternative<GiveByPlan>(give.kind) && !is_rate(give)); }

bool has_base(const RulePlan& rule, UnitRef unit, bool flat_too) {
  return std::any_of(rule.gives.begin(), rule.gives.end(), [&](const GivePlan& give) {
    const auto units = units_given(give);
    const bool reached = is_rate(give) || (flat_too && is_flat(give));
    return reached && std::find(units.begin(), units.end(), unit) != units.end();
  });
}

void check_named_bases(Context& context, const RulePlan& rule, const GivePlan& give, const MultiplyPlan& multiply) {
  const UnitPlan& unit = context.plan.units[multiply.unit.index];
  for (const RuleRef from : multiply.from) {
    const RulePlan& base = context.plan.rules[from.index];
    if (base.gives.empty()) continue;
    if (!has_base(base, multiply.unit, unit.multipliers_reach_flat)) {
      context.messages.error({.code = "S043",
                              .at = give.span,
                              .title = in_quotes(base.name) + " has nothing in " + unit.name + " to multiply",
                              .label = "only gives by a rate are multiplied",
                              .help = "Name a rule that gives " + unit.name + " per something, or say of the unit:  multipliers reach flat gives too",
                              .related = {{base.span, "the rule it names"}}});
    } else if (rule.stack && base.stack && rule.stack->index == base.stack->index) {
      context.messages.error(
          {.code = "S043",
           .at = give.span,
           .title = in_quotes(rule.name) + " competes with the rule it multiplies",
           .label = "both are in one stack",
           .help = "When " + in_quotes(base.name) + " lost, there would be nothing to multiply. Take one of the two out of the stack",
           .related = {{base.span, "the other rule of the stack"}}});
    }
  }
}

// Rules of one stack that a multiplier reaches without naming them.
void check_unnamed_bases(Context& context, const RulePlan& rule, const GivePlan& give, const MultiplyPlan& multiply,
                         const std::vector<std::vector<std::size_t>>& stacks) {
  if (!rule.stack || !multiply.from.empty()) return;
  for (const std::size_t other : stacks[rule.stack->index]) {
    const RulePlan& base = context.plan.rules[other];
    if (&base == &rule || !has_base(base, multiply.unit, context.plan.units[multiply.unit.index].multipliers_reach_flat)) continue;
    context.messages.error({.code = "S043",
                            .at = give.span,
                            .title = in_quotes(rule.name) + " competes with a rule that it multiplies",
                            .label = "both are in one stack",
                            .help = "Say which rules it multiplies:  multiply … from \"…\" by …",
                            .related = {{base.span, "the other rule of the stack"}}});
    return;
  }
}

void check_derived(Context& context, const GivePlan& give) {
  const QuantityPlan* of = nullptr;
  if (const auto* percent = std::get_if<GivePercentPlan>(&give.kind)) of = &percent->of;
  if (const auto* percent = std::get_if<GivePercentByPlan>(&give.kind)) of = &percent->of;
  if (const auto* per = std::get_if<GivePerPlan>(&give.kind)) of = &per->per.quantity;
  if (of == nullptr || of->kind != dsl::QuantityKind::kUnitFrom) return;
  for (const RuleRef from : of->from) {
    const RulePlan& base = context.plan.rules[from.index];
    if (base.gives.empty() || has_base(base, of->unit, false)) continue;
    context.messages.error({.code = "S043",
                            .at = give.span,
                            .title = "Nothing can be derived from " + in_quotes(base.name),
                            .label = "it gives nothing by a rate",
                            .help = "Name a rule that gives " + context.plan.units[of->unit.index].name + " per something",
                            .related = {{base.span, "the rule it names"}}});
  }
}

bool takes_off(const RulePlan& rule) { return !rule.discounts.empty(); }

bool gives_something(const RulePlan& rule) {
  return std::any_of(rule.gives.begin(), rule.gives.end(), [](const GivePlan& give) {
    return !units_given(give).empty() || std::holds_alternative<CounterPlanStep>(give.kind);
  });
}

void check_worth(Context& context, std::size_t stack, const std::vector<std::size_t>& rules) {
  std::set<UnitRef> units;
  for (const std::size_t rule : rules)
    for (const GivePlan& give : context.plan.rules[rule].gives)
      for (const UnitRef unit : units_given(give)) units.insert(unit);
  const bool beside_discounts = std::any_of(rules.begin(), rules.end(), [&](std::size_t rule) { return takes_off(context.plan.rules[rule]); });
  const bool compares = context.plan.stacks[stack].keep != dsl::KeepKind::kAll;
  if (!compares || (units.size() < 2 && !beside_discounts)) return;
  for (const UnitRef unit : units) {
    const UnitPlan& plan = context.plan.units[unit.index];
    if (plan.worth || plan.kind == engine::UnitKind::kBadge) continue;
    context.messages.error({.code = "S045",
                            .at = context.plan.stacks[stack].span,
                            .title = "I cannot compare the rules of this stack",
                            .label = beside_discounts ? "they take money off, and give units" : "they give different units",
                            .help = "Say what " + plan.name + " are worth, below  points " + plan.name +
                                    ", with a line such as  worth 0.01 " + context.plan.currency + " each",
                            .related = {{plan.span, "this has no worth"}}});
    return;
  }
}

// A limit on spend cuts the base of discounts in the quote and that of gives in the purchase, at different prices: nothing can go from one to the other.
void check_hand_on(Context& context, std::size_t stack, const std::vector<std::size_t>& rules) {
  const StackPlan& plan = context.plan.stacks[stack];
  if (!plan.cut_goes_to_next) return;
  const auto rule = [&](std::size_t index) -> const RulePlan& { return context.plan.rules[index]; };
  const auto discounts = std::find_if(rules.begin(), rules.end(), [&](std::size_t index) { return takes_off(rule(index)); });
  const auto gives = std::find_if(rules.begin(), rules.end(), [&](std::size_t index) { return gives_something(rule(index)); });
  if (discounts == rules.end() || gives == rules.end()) return;
  context.messages.error({.code = "S084",
                          .at = plan.span,
                          .title = "This stack hands on between discounts and what is given",
                          .label = "what a limit cuts of one cannot go to the other",
                          .help = "Leave  what a limit cuts goes to the next  out, or make two stacks of it, one for discounts and one for what is given",
                          .related = {{rule(*discounts).span, "this takes a discount off"}, {rule(*gives).span, "this gives"}}});
}

void check_order(Context& context, std::size_t stack) {
  const StackPlan& plan = context.plan.stacks[stack];
  for (const RuleRef rule : plan.order) {
    const RulePlan& named = context.plan.rules[rule.index];
    if (named.stack && named.stack->index == stack) continue;
    context.messages.error({.code = "S054",
                            .at = plan.span,
                            .title = in_quotes(named.name) + " is not in this stack",
                            .label = "its order names it",
                            .help = "Add  in stack " + in_quotes(plan.name) + "  to the rule",
                            .related = {{named.span, "the rule"}}});
  }
}

}  // namespace

void check_stacks(Context& context) {
  std::vector<std::vector<std::size_t>> stacks(context.plan.stacks.size());
  for (std::size_t i = 0; i < context.plan.rules.size(); ++i)
    if (context.plan.rules[i].stack) stacks[context.plan.rules[i].stack->index].push_back(i);
  for (const RulePlan& rule : context.plan.rules)
    for (const GivePlan& give : rule.gives) {
      if (is_multiplier(give)) {
        check_named_bases(context, rule, give, std::get<MultiplyPlan>(give.kind));
        check_unnamed_bases(context, rule, give, std::get<MultiplyPlan>(give.kind), stacks);
      }
      check_derived(context, give);
    }
  for (std::size_t i = 0; i < stacks.size(); ++i) {
    check_worth(context, i, stacks[i]);
    check_hand_on(context, i, stacks[i]);
    check_order(context, i);
  }
}

}  // namespace setia::rules
