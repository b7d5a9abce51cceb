#include "engine/undone.hpp"

#include <algorithm>

#include "engine/lots.hpp"

namespace setia::engine {
namespace {

void undo_use(const Change& change, std::uint32_t key, MemberState& member) {
  for (Usage& used : member.usage)
    if (used.limit_key == key && used.scope == change.text && used.window == change.window) used.used -= change.amount;
}

// One of the cells is there: what is undone was gathered.
void add_gathered(const Change& change, std::uint32_t key, int sign, MemberState& member) {
  for (Gathered& cell : member.gathered)
    if (cell.metric_key == key && cell.group == change.text && cell.at == change.window) {
      cell.value += sign * static_cast<std::int64_t>(change.amount);
      cell.count += sign * change.count;
    }
}

}  // namespace

MemberState without(const Case& receipt, const std::vector<GivenSoFar>& given, const std::vector<Change>& changed, const Program& program,
                    const MemberState& member) {
  MemberState before = member;
  before.standing = receipt.past.outcome.barred ? Standing::kBlocked : Standing::kActive;
  for (const Change& change : changed) {
    if (change.kind == ChangeKind::kUsed && change.member != MemberIndex{}) undo_use(change, program.limits[change.index].key, before);
    if (change.kind == ChangeKind::kGathered) add_gathered(change, program.metrics[change.index].key, -1, before);
  }
  std::erase_if(before.gathered, [](const Gathered& cell) { return cell.value == 0 && cell.count == 0; });
  for (const GivenSoFar& entry : given) {
    Holding& holding = holding_of(before, program.units[entry.unit.index()].key);
    add_exactly(holding.available_micro, -entry.amount_micro);  // read as a sum with pending and held, and never booked
  }
  return before;
}

MemberState with_measures(const std::vector<Change>& changes, std::size_t known, const Versions& versions, const MemberState& member) {
  MemberState after = member;
  for (std::size_t i = known; i < changes.size(); ++i) {
    const Change& change = changes[i];
    if (change.kind != ChangeKind::kGathered) continue;
    add_gathered(change, versions.at(change.version).program.metrics[change.index].key, 1, after);
  }
  return after;
}

std::vector<OwnUse> shared_use(const std::vector<Change>& changed) {
  std::vector<OwnUse> uses;
  for (const Change& change : changed)
    if (change.kind == ChangeKind::kUsed && change.member == MemberIndex{}) uses.push_back({LimitId{std::size_t{change.index}}, change.amount});
  std::sort(uses.begin(), uses.end(), [](const OwnUse& a, const OwnUse& b) { return a.limit < b.limit; });
  return uses;
}

}  // namespace setia::engine
