#include "rules/lower_referrals.hpp"

#include <algorithm>

#include "rules/lower_checks.hpp"
#include "rules/lower_conditions.hpp"
#include "rules/lower_quantities.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

engine::MetricId cards_metric(Lowering& lowering) {
  engine::Metric metric;
  metric.kind = engine::MetricKind::kDifferent;
  metric.texts = engine::TextSource::kPaymentCard;
  return lowering.metric(std::move(metric));
}

engine::Check step_check(Lowering& lowering, const StepPlan& step) {
  const engine::SlotId slot = step.ladder ? rank_slot(lowering, *step.ladder) : lower_step(lowering, step);
  return within(slot, step.at_least, kMost);
}

bool gives_to_referrer(const engine::Rule& rule) {
  return std::any_of(rule.gives.begin(), rule.gives.end(), [](const engine::Give& give) { return give.to == engine::Receiver::kReferrer; });
}

}  // namespace

void lower_referrals(Lowering& lowering) {
  const Plan& plan = lowering.plan;
  for (const ReferralPlan& from : plan.referrals) {
    engine::Referral referral;
    referral.name = from.name;
    referral.symbol = lowering.symbols.intern(from.name);
    referral.from = std::max(from.from, engine::CivilTime{plan.runs.first, 0});
    referral.until = std::min(from.until, engine::CivilTime{plan.runs.last, 1439});
    for (const StepPlan& step : from.steps) referral.steps.push_back(step_check(lowering, step));
    referral.only_when = lower_conditions(lowering, from.conditions);
    for (const SharedFieldPlan& shared : from.shares) {
      engine::SharedField field;
      field.name = shared.name;
      if (shared.field) field.field = lowering.fields[shared.field->index];
      else field.cards = cards_metric(lowering);
      referral.shares.push_back(std::move(field));
    }
    referral.invitation = from.invitation;
    lowering.program.referrals.push_back(std::move(referral));
  }
}

bool meets_referrers(const engine::Program& program) {
  const auto reads = [](const engine::Slot& slot) { return slot.of_referrer || slot.kind == engine::SlotKind::kReferred; };
  const auto counts = [](const engine::Limit& limit) { return limit.scope == engine::CapScope::kReferrer; };
  return !program.referrals.empty() || std::any_of(program.slots.begin(), program.slots.end(), reads) ||
         std::any_of(program.limits.begin(), program.limits.end(), counts) ||
         std::any_of(program.rules.begin(), program.rules.end(), gives_to_referrer);
}

}  // namespace setia::rules
