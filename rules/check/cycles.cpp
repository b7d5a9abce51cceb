// Statement cycles: whether the program has them, and whose field says when they start.
#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

void take_field(Context& context, const dsl::Name& name) {
  const auto found = find_field(context, dsl::Owner::kMember, name);
  if (!found) return;
  const auto* field = std::get_if<FieldRef>(&found->field);
  if (field != nullptr && (found->type == QuantityType::kNumber || found->type == QuantityType::kDate)) {
    context.plan.cycle_field = *field;
    return;
  }
  context.messages.error({.code = "S053",
                          .at = name.span,
                          .title = in_quotes(name.text) + " says no day of the month",
                          .label = "a cycle starts on a number from 1 to 31, or on the day of a date"});
}

}  // namespace

void check_cycle_field(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != dsl::DeclarationKind::kProgram) continue;
    for (const dsl::Clause& clause : declaration.clauses) {
      const auto* cycle = std::get_if<dsl::CycleStartsOn>(&clause.kind);
      if (cycle != nullptr && cycle->member_field) take_field(context, *cycle->member_field);
    }
  }
}

bool has_cycles(Context& context, dsl::Span at) {
  if (context.plan.calendar.cycle_day != 0) return true;
  context.messages.error({.code = "S060",
                          .at = at,
                          .title = "This program has no cycles",
                          .label = "no line says on which day a cycle starts",
                          .help = "Add  cycle starts on day 15  to the heading of the program"});
  return false;
}

}  // namespace setia::rules
