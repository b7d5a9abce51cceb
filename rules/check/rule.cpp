// A rule: what starts it, what must hold, what it does, and how often at most.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

bool is_answered(const dsl::Trigger& trigger) {
  if (trigger.kind == dsl::TriggerKind::kRedemption) return trigger.names.empty();
  return trigger.kind == dsl::TriggerKind::kPurchase || trigger.kind == dsl::TriggerKind::kReturn || trigger.kind == dsl::TriggerKind::kJoining;
}

class RuleReader {
 public:
  RuleReader(Context& context, RulePlan& plan) : context_(context), plan_(plan) {}

  void take(const dsl::Clause& clause) {
    if (take_life(context_, plan_.life, clause) || take_run(context_, clause, plan_.from, plan_.until)) return;
    if (std::holds_alternative<dsl::Round>(clause.kind)) return add_rounding(context_, plan_.stages, clause);
    at_ = clause.span;
    std::visit(*this, clause.kind);
  }
  bool starts() const { return starts_; }

  void operator()(const dsl::On& on) {
    starts_ = true;
    for (const dsl::Trigger& trigger : on.triggers) {
      if (!is_answered(trigger)) {
        not_yet(context_, trigger.kind == dsl::TriggerKind::kRedemption ? Later::kReward : Later::kTrigger, trigger.span);
        continue;
      }
      plan_.triggers.push_back(trigger.kind);
    }
  }
  void operator()(const dsl::By&) {
    starts_ = true;
    not_yet(context_, Later::kSchedule, at_);
  }
  void operator()(const dsl::Final&) const { not_yet(context_, Later::kFinal, at_); }
  void operator()(const dsl::MembersJoin&) const { not_yet(context_, Later::kOptIn, at_); }
  void operator()(const dsl::EarnAtStatusReached&) const { not_yet(context_, Later::kLadder, at_); }
  void operator()(const dsl::AtMost& most) const {
    if (auto cap = cap_of(context_, most.cap)) {
      cap->span = at_;
      cap->text = context_.written(at_);
      plan_.caps.push_back(std::move(*cap));
    }
  }
  void operator()(const dsl::AllOrNothing&) const { plan_.all_or_nothing = true; }
  void operator()(const dsl::WithoutLimit&) const { plan_.without_limit = true; }
  void operator()(const dsl::ReturnsTakeNothingBack&) const { plan_.returns_take_nothing = true; }
  void operator()(const dsl::InLimit& in) const {
    if (const auto limit = find<LimitRef>(context_, NameKind::kLimit, in.limit)) plan_.limits.push_back(*limit);
  }
  void operator()(const dsl::InStack& in) const { plan_.stack = find<StackRef>(context_, NameKind::kStack, in.stack); }
  void operator()(const dsl::PaidWithEarnsToo& paid) const {
    if (const auto unit = paid_with_of(context_, paid)) plan_.paid_with_earns.push_back(*unit);
  }
  template <typename Other>
  void operator()(const Other&) const {}

 private:
  Context& context_;
  RulePlan& plan_;
  dsl::Span at_;
  bool starts_ = false;
};

// The rows directly below clause number `at`.
TableLines table_below(const dsl::Declaration& declaration, std::size_t at) {
  TableLines lines;
  lines.clause = declaration.clauses[at].span;
  lines.whole = declaration.whole;
  for (std::size_t i = at + 1; i < declaration.clauses.size(); ++i) {
    const auto* row = std::get_if<dsl::TableRow>(&declaration.clauses[i].kind);
    if (row == nullptr) break;
    lines.rows.push_back(row);
    lines.spans.push_back(declaration.clauses[i].span);
  }
  return lines;
}

void check_stray_rows(Context& context, const dsl::Declaration& declaration) {
  const dsl::Clause* above = nullptr;
  for (const dsl::Clause& clause : declaration.clauses) {
    const bool row = std::holds_alternative<dsl::TableRow>(clause.kind);
    const bool stray = row && (above == nullptr || (!std::holds_alternative<dsl::TableRow>(above->kind) && !wants_table(*above)));
    if (stray && declaration.whole)
      context.messages.error({.code = "S034",
                              .at = clause.span,
                              .title = "This table belongs to nothing",
                              .label = "the line above asks for no table",
                              .help = "A table stands directly below the line that says  by …"});
    above = &clause;
  }
}

void take_gives(Context& context, const dsl::Declaration& declaration, RulePlan& plan, bool& does) {
  for (std::size_t i = 0; i < declaration.clauses.size(); ++i) {
    const dsl::Clause& clause = declaration.clauses[i];
    if (!is_give(clause)) continue;
    does = true;
    if (auto give = give_of(context, clause, table_below(declaration, i))) plan.gives.push_back(std::move(*give));
  }
}

void take_expiry_conditions(Context& context, const dsl::Declaration& declaration, LifePlan& life) {
  bool of_expiry = false;
  for (const dsl::Clause& clause : declaration.clauses) {
    const auto* also = std::get_if<dsl::And>(&clause.kind);
    if (also == nullptr) of_expiry = std::holds_alternative<dsl::NeverExpire>(clause.kind);
    if (also != nullptr && of_expiry)
      if (auto condition = condition_of(context, also->condition)) life.never_while.push_back(std::move(*condition));
  }
}

}  // namespace

void check_rule(Context& context, const dsl::Declaration& declaration, RulePlan& plan) {
  check_said_once(context, declaration);
  RuleReader reader(context, plan);
  bool does = false;
  plan.lines.push_back(context.written(declaration.span));
  for (const dsl::Clause& clause : declaration.clauses) {
    reader.take(clause);
    plan.lines.push_back(context.written(clause.span));
  }
  plan.conditions = conditions_in(context, declaration);
  take_expiry_conditions(context, declaration, plan.life);
  take_gives(context, declaration, plan, does);
  check_stray_rows(context, declaration);
  if (!reader.starts() && declaration.whole)
    context.messages.error({.code = "S041",
                            .at = declaration.span,
                            .title = "Nothing starts this rule",
                            .label = "no line says when it runs",
                            .help = "Add a line such as  on purchase"});
  if (!does && declaration.whole)
    context.messages.error(
        {.code = "S042",
         .at = declaration.span,
         .title = "This rule does nothing",
         .label = "no line gives, multiplies or says anything",
         .help = "Add a line such as  give 10 " + (context.plan.units.empty() ? std::string("points") : context.plan.units.front().name)});
  if (plan.all_or_nothing && plan.caps.empty() && plan.limits.empty() && declaration.whole)
    context.messages.error({.code = "S048",
                            .at = declaration.span,
                            .title = "\"all or nothing\" needs a limit",
                            .label = "nothing here can be cut",
                            .help = "Add a line  at most …  or leave  all or nothing  out"});
}

}  // namespace setia::rules
