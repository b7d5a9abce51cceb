#include "tests/oracle/redemption.hpp"

#include <algorithm>

#include "tests/oracle/condition.hpp"
#include "tests/oracle/limit.hpp"

namespace setia::oracle {
namespace {

const rules::RewardPlan* reward_named(const rules::Plan& plan, const engine::Value& value) {
  const auto* name = std::get_if<std::string>(&value.held);
  for (const rules::RewardPlan& reward : plan.rewards)
    if (name != nullptr && reward.name == *name) return &reward;
  return nullptr;
}

}  // namespace

const rules::RewardPlan* asked_reward(const rules::Plan& plan, const engine::Event& event) {
  for (const engine::Field& field : event.more)
    if (field.name == "reward") return reward_named(plan, field.value);
  return nullptr;
}

std::vector<const rules::RewardPlan*> used_rewards(const rules::Plan& plan, const engine::Event& event) {
  std::vector<const rules::RewardPlan*> used;
  for (const engine::Field& field : event.more) {
    const auto* names = std::get_if<engine::List>(&field.value.held);
    if (field.name != "used" || names == nullptr) continue;
    for (const engine::Value& name : *names) used.push_back(reward_named(plan, name));
  }
  return used;
}

bool may_be_had(const Judging& judging, std::size_t unit) {
  const auto& rewards = judging.history.plan().rewards;
  const auto reward = std::find_if(rewards.begin(), rewards.end(), [&](const rules::RewardPlan& one) { return one.voucher.index == unit; });
  return reward == rewards.end() || (counts_now(judging, reward->from, reward->until) && all_hold(judging, reward->conditions));
}

std::vector<std::pair<rules::UnitRef, std::int64_t>> price_of(const Judging& judging, const rules::RewardPlan& reward) {
  std::vector<std::pair<rules::UnitRef, std::int64_t>> price;
  for (const rules::PricePlan& one : reward.prices)
    if (one.days.contains(judging.day)) price = one.amounts;
  return price;
}

bool may_be_bought(const Judging& judging, const rules::RewardPlan& reward) {
  const rules::Plan& plan = judging.history.plan();
  if (judging.person.standing != engine::Standing::kActive || !may_be_had(judging, reward.voucher.index)) return false;
  for (const rules::CapPlan& cap : reward.caps)
    if (free_of(judging, cap) < kOneVoucher) return false;
  const auto most = plan.units[reward.voucher.index].held_cap_micro;
  if (most && judging.person.held_micro[reward.voucher.index] + kOneVoucher > *most) return false;
  const auto price = price_of(judging, reward);
  return !price.empty() && std::all_of(price.begin(), price.end(), [&](const auto& part) { return judging.person.available_micro[part.first.index] >= part.second; });
}

std::vector<Use> uses_of_buying(const Judging& judging, const rules::RewardPlan& reward) {
  std::vector<Use> uses;
  for (const rules::CapPlan& cap : reward.caps)
    if (is_kept(cap)) uses.push_back({&cap, scope_text(judging, cap), kOneVoucher});
  return uses;
}

}  // namespace setia::oracle
