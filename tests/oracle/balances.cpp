// What members have, lot by lot: what events give and take, what rewards cost, and what comes back.
#include <algorithm>

#include "tests/oracle/life.hpp"
#include "tests/oracle/oracle.hpp"
#include "tests/oracle/redemption.hpp"

namespace setia::oracle {

// A reward is had as a unit is held: pending, too.
void Oracle::find_things(const engine::Event& event, Person& person) {
  const When latest = latest_[event.member];
  const When today = event.stamp.instant_second < latest.second ? latest : When{event.stamp.instant_second, event.stamp.program.day};
  for (std::size_t unit = 0; unit < history_.plan().units.size(); ++unit) {
    Purse& purse = purses_[{event.member, unit}];
    purse.pass(today);
    person.available_micro.push_back(purse.available_micro());
    person.held_micro.push_back(purse.held_micro());
    person.freed_micro.push_back(0);
    if (purse.held_micro() > 0 && is_voucher(history_.plan(), unit)) person.has.insert(unit);
  }
  for (const Past& past : history_.past())
    for (const Gift& gift : past.gifts)
      if (past.event.member == event.member && is_badge(history_.plan(), gift.unit)) person.has.insert(gift.unit);
}

void Oracle::give(engine::MemberIndex member, const std::string& cause, const std::vector<Gift>& gifts) {
  for (const Gift& gift : gifts) purses_[{member, gift.unit}].give(cause, gift, latest_[member]);
}

// On a copy: time does not pass with what is refused.
bool Oracle::refuses_redemption(const engine::Event& event) const {
  const rules::RewardPlan* reward = asked_reward(history_.plan(), event);
  if (reward == nullptr) return true;
  Oracle trial(*this);
  const Person person = trial.found(event);
  return !may_be_bought({history_, event, effective_day(history_.plan(), event), event.stamp.local.minute, person}, *reward);
}

// Each voucher that a receipt uses must be there.
bool Oracle::refuses_used(const engine::Event& event) const {
  const auto used = used_rewards(history_.plan(), event);
  const bool takes_part = history_.plan().members_join_by_buying || history_.person(event.member).standing != engine::Standing::kUnknown;
  if (used.empty() || event.member == engine::MemberIndex{} || !takes_part) return false;
  Oracle trial(*this);
  if (history_.person(event.member).standing == engine::Standing::kUnknown) trial.judge(joining_by(event));
  Person person = trial.found(event);
  if (person.standing != engine::Standing::kActive) return true;
  for (const rules::RewardPlan* reward : used) {
    if (reward == nullptr) return true;
    person.available_micro[reward->voucher.index] -= kOneVoucher;
    if (person.available_micro[reward->voucher.index] < 0) return true;
  }
  return false;
}

void Oracle::spend(Past& past, std::size_t unit, std::int64_t micro, Answer& answer) {
  for (const Purse::Part& part : purses_[{past.event.member, unit}].spend(micro)) past.taken.push_back({unit, part.lot, part.micro});
  answer.redeemed_micro[unit] -= micro;
}

void Oracle::use(const engine::Event& event, Past& past, Answer& answer) {
  for (const rules::RewardPlan* reward : used_rewards(history_.plan(), event)) spend(past, reward->voucher.index, kOneVoucher, answer);
}

// A voucher that was bought and is neither used nor over.
bool Oracle::has_unused_at(const Past& redemption, const engine::Event& returned) {
  const OfLot& voucher = *redemption.bought_voucher;
  Purse trial = purses_[{redemption.event.member, voucher.unit}];
  if (returned.stamp.instant_second >= latest_[redemption.event.member].second) trial.pass({returned.stamp.instant_second, returned.stamp.program.day});
  return trial.take_unused(voucher.lot, voucher.micro) == voucher.micro;
}

// What it used or paid with comes back whole, with its old life, once nothing of it is kept [R8]; the voucher that it bought is void.
void Oracle::give_taken_back(Past& receipt, Answer& answer) {
  const When now = latest_[receipt.event.member];
  if (const auto& voucher = receipt.bought_voucher) {
    purses_[{receipt.event.member, voucher->unit}].take_unused(voucher->lot, voucher->micro);
    answer.redeemed_micro[voucher->unit] -= voucher->micro;
  }
  for (const OfLot& part : receipt.taken) {
    purses_[{receipt.event.member, part.unit}].put_back({part.lot, part.micro}, now);
    answer.redeemed_micro[part.unit] += part.micro;
  }
  receipt.taken.clear();
}

// What could be taken of it: of vouchers, one that is used stays [R4].
std::int64_t Oracle::take(engine::MemberIndex member, const std::string& cause, const Gift& gift, std::int64_t micro) {
  Purse& purse = purses_[{member, gift.unit}];
  if (is_voucher(history_.plan(), gift.unit)) return purse.take_unused(cause, gift.rule, micro);
  purse.take_back(cause, gift.rule, micro);
  return micro;
}

void Oracle::book_difference(Past& receipt, std::vector<Gift>& difference) {
  for (Gift& gift : difference) {
    if (gift.amount_micro > 0) {
      give(receipt.event.member, receipt.bought.id, {gift});
      continue;
    }
    const std::int64_t taken = take(receipt.event.member, receipt.bought.id, gift, -gift.amount_micro);
    Gift stays = gift;
    stays.amount_micro = -gift.amount_micro - taken;
    if (stays.amount_micro > 0) receipt.gifts.push_back(stays);
    gift.amount_micro = -taken;
  }
}

// The price goes in spending order; what is bought lives as the reward says.
void Oracle::redeem(const engine::Event& event, Past& past, Answer& answer) {
  const rules::RewardPlan& reward = *asked_reward(history_.plan(), event);
  const Judging judging{history_, event, past.day, event.stamp.local.minute, past.person};
  for (const auto& [unit, micro] : price_of(judging, reward)) spend(past, unit.index, micro, answer);
  const LifeOfGift life = life_of_unit(judging, reward.voucher.index, event.stamp.program.day);
  const Gift voucher{kNoRule, reward.voucher.index, kOneVoucher, life.last_valid, life.release_second, life.release_day};
  past.bought_voucher = OfLot{voucher.unit, purses_[{event.member, voucher.unit}].give(event.id, voucher, latest_[event.member]), voucher.amount_micro};
  answer.redeemed_micro[voucher.unit] += voucher.amount_micro;
  const std::vector<Use> uses = uses_of_buying(judging, reward);
  past.uses.insert(past.uses.end(), uses.begin(), uses.end());
}

// By unit: what the receipt had and what is free now [R2].
std::vector<std::int64_t> Oracle::room_again(const Past& receipt) {
  std::vector<std::int64_t> room;
  for (std::size_t unit = 0; unit < history_.plan().units.size(); ++unit) {
    Purse& purse = purses_[{receipt.event.member, unit}];
    purse.pass(latest_[receipt.event.member]);
    room.push_back(std::max<std::int64_t>(0, history_.plan().units[unit].held_cap_micro.value_or(0) - purse.held_micro()));
  }
  for (const Gift& gift : receipt.gifts) room[gift.unit] += gift.amount_micro;
  return room;
}

std::int64_t Oracle::available_micro(engine::MemberIndex member, std::size_t unit, const When& at) {
  if (history_.person(member).standing == engine::Standing::kClosed) return 0;
  Purse& purse = purses_[{member, unit}];
  purse.pass(at);
  return purse.available_micro();
}

}  // namespace setia::oracle
