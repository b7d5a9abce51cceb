// Rewards become plain data; their limits are lowered with all others, and what using them does with the rules.
#include "rules/lower_rewards.hpp"

#include <algorithm>

#include "rules/lower_conditions.hpp"
#include "rules/lower_tables.hpp"
#include "rules/scales.hpp"
#include "rules/units_given.hpp"

namespace setia::rules {
namespace {

bool goes_to_referrers(const Plan& plan, UnitRef voucher) {
  const auto gives_it = [&](const GivePlan& give) {
    const std::vector<UnitRef> units = units_given(give);
    return give.to == dsl::ReceiverKind::kReferrer && std::find(units.begin(), units.end(), voucher) != units.end();
  };
  return std::any_of(plan.rules.begin(), plan.rules.end(), [&](const RulePlan& rule) { return std::any_of(rule.gives.begin(), rule.gives.end(), gives_it); });
}

}  // namespace


void lower_rewards(Lowering& lowering) {
  for (const RewardPlan& from : lowering.plan.rewards) {
    engine::Reward reward;
    reward.name = from.name;
    reward.voucher = engine::UnitId{from.voucher.index};
    for (const PricePlan& price : from.prices) {
      engine::Price& lowered = reward.prices.emplace_back();
      lowered.days = price.days;
      for (const auto& [unit, micro] : price.amounts) lowered.amounts.emplace_back(engine::UnitId{unit.index}, micro);
    }
    if (from.quoted_in) reward.quoted_in = engine::UnitId{from.quoted_in->index};
    if (from.tabled_in) {
      reward.tabled_in = engine::UnitId{from.tabled_in->index};
      reward.table = lower_table(lowering, from.table, ColumnScale(1, {kMicro, 1}), ByTender::kAsks);
    }
    reward.automatic = from.automatic;
    reward.members_can_give = from.members_can_give;
    reward.checks = lower_conditions(lowering, from.conditions);
    if (goes_to_referrers(lowering.plan, from.voucher)) {
      const ReadOf theirs(lowering, dsl::Owner::kReferrer);
      reward.referrer_checks = lower_conditions(lowering, from.conditions);
    }
    reward.from = from.from;
    reward.until = from.until;
    if (from.per_receipt) reward.per_receipt = *from.per_receipt;
    reward.comes_back = from.comes_back;
    lowering.program.rewards.push_back(std::move(reward));
  }
}

}  // namespace setia::rules
