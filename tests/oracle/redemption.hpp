// Rewards: who may have one, and what it costs [X2] [X5].
#pragma once

#include "tests/oracle/history.hpp"

namespace setia::oracle {

// The reward that a redemption names; null when the program has none of that name.
const rules::RewardPlan* asked_reward(const rules::Plan& plan, const engine::Event& event);

// The rewards of which a receipt uses a voucher, as often as it names them; null for one that the program has not.
std::vector<const rules::RewardPlan*> used_rewards(const rules::Plan& plan, const engine::Event& event);

// What is no voucher may be had; a reward is asked for its time and its conditions when it is got.
bool may_be_had(const Judging& judging, std::size_t unit);

// Its price on that day; empty: it is not bought.
std::vector<std::pair<rules::UnitRef, std::int64_t>> price_of(const Judging& judging, const rules::RewardPlan& reward);

// Whether the member may buy one: time, conditions, limits, stock, balance.
bool may_be_bought(const Judging& judging, const rules::RewardPlan& reward);

// What buying one uses of its limits.
std::vector<Use> uses_of_buying(const Judging& judging, const rules::RewardPlan& reward);

}  // namespace setia::oracle
