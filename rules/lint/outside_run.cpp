// A rule whose days lie outside the run of its program.
#include "rules/lint/lint.hpp"

namespace setia::rules {

void warn_outside_run(Context& context) {
  const engine::DayRange& runs = context.plan.runs;
  for (const RulePlan& rule : context.plan.rules) {
    const bool alive = rule.from <= rule.until && rule.from.day <= runs.last && runs.first <= rule.until.day;
    if (alive || rule.from > rule.until) continue;
    context.messages.warning({.code = "S104",
                              .at = rule.span,
                              .title = in_quotes(rule.name) + " never applies",
                              .label = "its days lie outside the run of the program",
                              .help = "Change the days of the rule, or  runs from … until …  of the program"});
  }
}

}  // namespace setia::rules
