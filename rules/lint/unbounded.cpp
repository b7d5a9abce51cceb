// A flat or per-item give that nothing bounds: rates on spend and multipliers are bounded by what was spent.
#include <algorithm>

#include "rules/lint/lint.hpp"

namespace setia::rules {
namespace {

// A reward may say itself how many there are.
bool is_bounded_reward(const Plan& plan, UnitRef unit) {
  return std::any_of(plan.rewards.begin(), plan.rewards.end(), [&](const RewardPlan& reward) { return reward.voucher == unit && (!reward.caps.empty() || !reward.limits.empty()); });
}

bool is_unbounded(const Plan& plan, const GivePlan& give) {
  if (const auto* flat = std::get_if<GiveFlatPlan>(&give.kind)) return plan.units[flat->unit.index].kind != engine::UnitKind::kBadge && !is_bounded_reward(plan, flat->unit);
  if (const auto* per = std::get_if<GivePerPlan>(&give.kind)) return per->per.of == PerPlan::Of::kPieces;
  if (const auto* by = std::get_if<GiveByPlan>(&give.kind)) return !by->per || by->per->of == PerPlan::Of::kPieces;
  return false;
}

// A member joins once, completes a referral once, and has one birthday and one anniversary a year, so what these give is bounded.
bool recurs(const RulePlan& rule) {
  return std::any_of(rule.triggers.begin(), rule.triggers.end(), [](dsl::TriggerKind kind) {
    return kind != dsl::TriggerKind::kJoining && kind != dsl::TriggerKind::kReferral && kind != dsl::TriggerKind::kBirthday && kind != dsl::TriggerKind::kJoiningAnniversary;
  });
}

bool buys(const RulePlan& rule) { return std::find(rule.triggers.begin(), rule.triggers.end(), dsl::TriggerKind::kPurchase) != rule.triggers.end(); }

}  // namespace

void warn_unbounded(Context& context) {
  for (const RulePlan& rule : context.plan.rules) {
    if (rule.without_limit || rule.uses || !rule.caps.empty() || !rule.limits.empty() || !recurs(rule)) continue;
    const auto give = std::find_if(rule.gives.begin(), rule.gives.end(), [&](const GivePlan& one) { return is_unbounded(context.plan, one); });
    if (give == rule.gives.end()) continue;
    context.messages.warning({.code = "S100",
                              .at = give->span,
                              .title = in_quotes(rule.name) + " has no limit",
                              .label = buys(rule) ? "every receipt pays this again, however small" : "each time it happens this is given again",
                              .help = "Add a line such as  at most 1 time per member per day\nor say that it is meant:  without limit"});
  }
}

}  // namespace setia::rules
