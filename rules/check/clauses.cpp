// What several kinds of declarations share.
#include <map>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

template <typename... Kind>
bool is_any(const dsl::ClauseKind& kind) {
  return (std::holds_alternative<Kind>(kind) || ...);
}

bool may_stand_once(const dsl::ClauseKind& kind) {
  return is_any<dsl::CurrencyIs, dsl::TimezoneIs, dsl::DaysAreTheMembers, dsl::DayEndsAt, dsl::WeekStartsOn, dsl::YearStartsOn,
                dsl::CycleStartsOn, dsl::RunsFromUntil, dsl::MembersJoinByBuying, dsl::HoldsEndAfter, dsl::DiscountsRound, dsl::OneIs, dsl::InCurrency, dsl::WorthEach,
                dsl::CannotBeSpent, dsl::MultipliersMeet, dsl::MultipliersReachFlat, dsl::UseLots, dsl::NeverBelowZero, dsl::MayGoBelowZero,
                dsl::AtMostHeld, dsl::GraceForReturned, dsl::SharedByHousehold, dsl::LeaveAnyTime, dsl::ReturnsTakeNothingBack, dsl::NeverExpire, dsl::Pending, dsl::RunFrom,
                dsl::RunUntil, dsl::MembersJoin, dsl::When, dsl::AllOrNothing, dsl::WithoutLimit, dsl::InStack, dsl::AllItems, dsl::On,
                dsl::By, dsl::Final, dsl::Keep, dsl::First, dsl::CutGoesToNext, dsl::SumOf, dsl::CountOf, dsl::CountOfPeriods,
                dsl::StatisticOf, dsl::DaysSince, dsl::Counts, dsl::StartsAgainEach, dsl::CounterFloor, dsl::PayRate, dsl::PayOn,
                dsl::OnlyWhen, dsl::CountTowards, dsl::SetByHand, dsl::MoveUp, dsl::MoveDown, dsl::NeverMoveDown, dsl::StartFromZero, dsl::LevelGrace, dsl::WarnBefore, dsl::InvitationValid, dsl::InStepsOf, dsl::AtLeast, dsl::ComesBack, dsl::RewardWorth, dsl::ValidFor, dsl::BoughtAutomatically, dsl::RewardsHeld, dsl::MembersCanGive>(kind);
}

bool takes_and(const dsl::ClauseKind& kind) {
  if (const auto* never = std::get_if<dsl::NeverExpire>(&kind)) return never->while_.has_value();
  return is_any<dsl::When, dsl::OnlyWhen, dsl::And, dsl::FriendMust>(kind);
}

}  // namespace

void check_said_once(Context& context, const dsl::Declaration& declaration) {
  std::map<std::size_t, dsl::Span> said;
  for (const dsl::Clause& clause : declaration.clauses) {
    if (!may_stand_once(clause.kind)) continue;
    const auto [first, fresh] = said.try_emplace(clause.kind.index(), clause.span);
    if (fresh) continue;
    const bool when = std::holds_alternative<dsl::When>(clause.kind);
    context.messages.error({.code = "S027",
                            .at = clause.span,
                            .title = when ? "There is one \"when\"; what else must hold begins with \"and\"" : "This is said twice",
                            .label = when ? "a second when" : "said again here",
                            .help = when ? "Write  and  instead of  when" : "Leave one of the two lines out",
                            .related = {{first->second, "said first"}}});
  }
}

std::vector<ConditionPlan> conditions_in(Context& context, const dsl::Declaration& declaration) {
  std::vector<ConditionPlan> conditions;
  const dsl::Clause* above = nullptr;
  bool of_other = false;  // the chain of `and` lines belongs to `never expire while`, or to a step of a referral
  for (const dsl::Clause& clause : declaration.clauses) {
    const auto* when = std::get_if<dsl::When>(&clause.kind);
    const auto* only = std::get_if<dsl::OnlyWhen>(&clause.kind);
    const auto* also = std::get_if<dsl::And>(&clause.kind);
    const bool fits = above != nullptr && takes_and(above->kind);
    if (std::holds_alternative<dsl::NeverExpire>(clause.kind)) of_other = true;
    if (std::holds_alternative<dsl::FriendMust>(clause.kind)) of_other = true;
    if (when != nullptr || only != nullptr) of_other = false;
    if (also != nullptr && !fits && declaration.whole)
      context.messages.error({.code = "S032",
                              .at = clause.span,
                              .title = "This \"and\" belongs to nothing",
                              .label = "the line above holds no condition",
                              .help = "\"and\" stands below the \"when\" that it adds to. Move it there, or write  when"});
    const bool mine = when != nullptr || only != nullptr || (also != nullptr && fits && !of_other);
    if (mine)
      if (auto condition = condition_of(context, when != nullptr ? when->condition : only != nullptr ? only->condition : also->condition))
        conditions.push_back(std::move(*condition));
    above = &clause;
  }
  return conditions;
}

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

bool take_run(Context& context, const dsl::Clause& clause, engine::CivilTime& from, engine::CivilTime& until) {
  const auto* run = std::get_if<dsl::RunFrom>(&clause.kind);
  const auto* end = std::get_if<dsl::RunUntil>(&clause.kind);
  if (run == nullptr && end == nullptr) return false;
  if (run != nullptr) from = first_moment(run->from);
  if (run != nullptr && run->until) until = last_moment(*run->until);
  if (end != nullptr) until = last_moment(end->until);
  in_order(context, from, until, clause.span);
  return true;
}

void say_missing(Context& context, const dsl::Declaration& declaration, const std::string& title, const std::string& help) {
  if (declaration.whole)
    context.messages.error({.code = "S028", .at = declaration.span, .title = title, .label = "a line is missing below", .help = help});
}

}  // namespace setia::rules
