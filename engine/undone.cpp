#include "engine/undone.hpp"

#include <algorithm>

#include "engine/lots.hpp"
#include "engine/member_changes.hpp"

namespace setia::engine {

MemberState without(const Case& receipt, const std::vector<GivenSoFar>& given, const std::vector<Change>& changed, const Versions& versions,
                    MemberIndex index, const MemberState& member) {
  const Program& program = versions.at(receipt.past.facts.version).program;
  MemberState before = member;
  const bool given_any = std::any_of(given.begin(), given.end(), [&](const GivenSoFar& entry) { return entry.to == index; });
  if (index == receipt.past.event.member) before.standing = receipt.past.outcome.barred ? Standing::kBlocked : Standing::kActive;
  else if (given_any) before.standing = Standing::kActive;
  for (Change change : changed) {
    if (change.member != index || (change.kind == ChangeKind::kPurchases && change.amount == 0)) continue;  // its number is free already
    change.amount = -change.amount;
    if (counts(change)) change.count = -change.count;
    take_change(versions, change, 0, before);
  }
  for (const GivenSoFar& entry : given) {
    if (entry.to != index) continue;
    Holding& holding = holding_of(before, program.units[entry.unit.index()].key);
    add_exactly(holding.available_micro, -entry.amount_micro);  // read as a sum with pending and held, and never booked
  }
  return before;
}

MemberState with(std::span<const Change> changes, MemberIndex index, const Versions& versions, const MemberState& member) {
  MemberState after = member;
  for (const Change& change : changes)
    if (change.member == index && adds_up(change.kind)) take_change(versions, change, 0, after);
  return after;
}

std::vector<ReferralId> completed_by(const std::vector<Change>& changed, MemberIndex whose) {
  std::vector<ReferralId> completed;
  for (const Change& change : changed)
    if (change.kind == ChangeKind::kFriendDone && change.amount > 0 && change.member == whose) completed.emplace_back(std::size_t{change.index});
  return completed;
}

std::vector<OwnUse> own_use(const std::vector<Change>& changed, bool shared_is_counted) {
  std::vector<OwnUse> uses;
  for (const Change& change : changed) {
    const bool shared = change.member == MemberIndex{};
    if (change.kind == ChangeKind::kUsed) uses.push_back({LimitId{std::size_t{change.index}}, change.amount, shared && shared_is_counted});
  }
  std::sort(uses.begin(), uses.end(), [](const OwnUse& a, const OwnUse& b) { return a.limit < b.limit; });
  return uses;
}

}  // namespace setia::engine
