#include "engine/pool.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/limits.hpp"
#include "engine/lots.hpp"
#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

Wide lots_of(const MemberState& member, const Unit& unit) {
  const Holding* const holding = find_holding(member, unit.key);
  return holding == nullptr ? Wide{0} : Wide{holding->lots_micro};
}

// The unit's smallest step, else a wallet's coin, in which all of these can be divided; else millionths.
std::int64_t common_step(const Unit& unit, std::int64_t amount_micro, const std::vector<Wide>& amounts) {
  std::int64_t coin = 1'000'000;
  for (int i = 0; i < unit.currency_decimals; ++i) coin /= 10;
  for (const std::int64_t step : {posted_step(Rule{}, unit), coin}) {
    const auto divides = [step](Wide amount) { return amount % step == 0; };
    if (divides(amount_micro) && std::all_of(amounts.begin(), amounts.end(), divides)) return step;
  }
  return 1;
}

}  // namespace

Pool::Pool(MemberIndex index, const MemberState& member, const State& state, const OtherMembers* others) {
  std::vector<MemberIndex> all = member.household;
  all.push_back(index);
  order_by_joining(state, all);
  for (const MemberIndex one : all) {
    const MemberState& now = one == index ? member : others != nullptr ? others->now(one) : state.members[one.index()];
    if (one == index || now.standing == Standing::kActive) sharers_.push_back({one, &now});
  }
}

Wide Pool::available_micro(const Unit& unit) const {
  Wide sum = 0;
  for (const Sharer& sharer : sharers_) {
    const Holding* const holding = find_holding(*sharer.member, unit.key);
    if (holding != nullptr) sum += holding->available_micro;
  }
  return sum;
}

std::vector<LentLot> Pool::first_of(const Unit& unit, std::int64_t amount_micro) const {
  return unit.shared == Sharing::kInProportion ? in_proportion(unit, amount_micro) : in_order(unit, amount_micro);
}

std::vector<LentLot> Pool::in_order(const Unit& unit, std::int64_t amount_micro) const {
  std::vector<LentLot> lots, taken;
  for (const Sharer& sharer : sharers_)
    if (const Holding* const holding = find_holding(*sharer.member, unit.key))
      for (const Lot& lot : holding->lots) lots.push_back({sharer.index, lot});
  std::sort(lots.begin(), lots.end(), [&](const LentLot& a, const LentLot& b) { return is_spent_before(a.lot, b.lot, unit.use); });
  for (LentLot& lent : lots) {
    if (amount_micro <= 0) break;
    lent.lot.left_micro = std::min<std::int64_t>(lent.lot.left_micro, amount_micro);
    amount_micro -= lent.lot.left_micro;
    taken.push_back(lent);
  }
  return taken;
}

std::vector<LentLot> Pool::in_proportion(const Unit& unit, std::int64_t amount_micro) const {
  std::vector<Wide> amounts;
  for (const Sharer& sharer : sharers_) amounts.push_back(lots_of(*sharer.member, unit));
  const std::int64_t step = common_step(unit, amount_micro, amounts);
  std::vector<Wide> weights, shares(amounts.size(), 0);
  for (const Wide amount : amounts) weights.push_back(amount / step);
  allot(amount_micro / step, weights, shares);
  std::vector<LentLot> taken;
  for (std::size_t i = 0; i < sharers_.size(); ++i) {
    const Holding* const holding = find_holding(*sharers_[i].member, unit.key);
    if (holding == nullptr) continue;
    for (const Lot& lot : engine::first_of(holding->lots, static_cast<std::int64_t>(shares[i] * step))) taken.push_back({sharers_[i].index, lot});
  }
  return taken;
}

std::int64_t spendable_micro(const Unit& unit, MemberIndex index, const MemberState& member, const State& state, const OtherMembers* others) {
  if (shares(unit, member)) return static_cast<std::int64_t>(std::clamp<Wide>(Pool(index, member, state, others).available_micro(unit), INT64_MIN, INT64_MAX));
  const Holding* const holding = find_holding(member, unit.key);
  return holding == nullptr ? 0 : std::int64_t{holding->available_micro};
}

std::size_t rank_of_others(const Ladder& ladder, const Program& program, const MemberState& member, TimeOfReading when, const State& state,
                           const OtherMembers* others) {
  std::size_t highest = 0;
  for (const MemberIndex index : member.household) {
    const MemberState& other = others != nullptr ? others->now(index) : state.members[index.index()];
    if (other.standing != Standing::kActive) continue;
    const std::size_t held = rank_at(ladder, other, when.second, when.day);
    highest = std::max(highest, std::min(held, kept_rank(ladder, other, when.day, calendar_of(program, other))));
  }
  return highest;
}

std::size_t level_now(const Ladder& ladder, const Program& program, const MemberState& member, Day day, const State& state) {
  const std::size_t own = rank_now(ladder, member, day);
  return shares(ladder, member) ? std::max(own, rank_of_others(ladder, program, member, {day, INT64_MAX}, state, nullptr)) : own;
}

}  // namespace setia::engine
