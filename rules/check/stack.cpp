// Stacks and shared limits.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

void take_order(Context& context, const dsl::Name& name, StackPlan& plan) {
  const auto rule = find<RuleRef>(context, NameKind::kRule, name);
  if (!rule) return;
  if (std::find(plan.order.begin(), plan.order.end(), *rule) == plan.order.end()) {
    plan.order.push_back(*rule);
    return;
  }
  context.messages.error(
      {.code = "S054", .at = name.span, .title = in_quotes(name.text) + " stands in this order twice", .label = "named again"});
}

}  // namespace

void check_stack(Context& context, const dsl::Declaration& declaration, StackPlan& plan) {
  check_said_once(context, declaration);
  for (const dsl::Clause& clause : declaration.clauses) {
    if (const auto* keep = std::get_if<dsl::Keep>(&clause.kind)) {
      plan.keep = keep->kind;
      plan.apart = keep->apart;
    }
    if (const auto* first = std::get_if<dsl::First>(&clause.kind)) take_order(context, first->rule, plan);
    if (const auto* then = std::get_if<dsl::Then>(&clause.kind)) {
      if (plan.order.empty() && declaration.whole)
        context.messages.error({.code = "S054",
                                .at = clause.span,
                                .title = "An order begins with \"first\"",
                                .label = "nothing stands before this",
                                .help = "Write  first  instead of  then"});
      take_order(context, then->rule, plan);
    }
    if (std::holds_alternative<dsl::CutGoesToNext>(clause.kind)) plan.cut_goes_to_next = true;
  }
  const bool keeps = std::any_of(declaration.clauses.begin(), declaration.clauses.end(),
                                 [](const dsl::Clause& c) { return std::holds_alternative<dsl::Keep>(c.kind); });
  if (!keeps) say_missing(context, declaration, "This stack does not say who wins", "Add a line such as  keep the best");
}

void check_limit(Context& context, const dsl::Declaration& declaration, LimitPlan& plan) {
  check_said_once(context, declaration);
  for (const dsl::Clause& clause : declaration.clauses) {
    take_run(context, clause, plan.from, plan.until);
    if (std::holds_alternative<dsl::AllOrNothing>(clause.kind)) plan.all_or_nothing = true;
    const auto* most = std::get_if<dsl::AtMost>(&clause.kind);
    if (most == nullptr) continue;
    auto cap = cap_of(context, most->cap);
    if (!cap) continue;
    cap->span = clause.span;
    cap->text = context.written(clause.span);
    plan.caps.push_back(std::move(*cap));
  }
  const bool limits = std::any_of(declaration.clauses.begin(), declaration.clauses.end(),
                                  [](const dsl::Clause& c) { return std::holds_alternative<dsl::AtMost>(c.kind); });
  if (!limits) say_missing(context, declaration, "This limit limits nothing", "Add a line such as  at most 1,500 times in total");
}

}  // namespace setia::rules
