#include "engine/own_life.hpp"

#include <algorithm>

namespace setia::engine {
namespace {

bool has_lot(const Holding& holding, LotNumber number) {
  const auto is_it = [&](const Lot& lot) { return lot.number == number; };
  return std::any_of(holding.lots.begin(), holding.lots.end(), is_it) ||
         std::any_of(holding.pending.begin(), holding.pending.end(), [&](const PendingLot& one) { return is_it(one.lot); }) ||
         std::any_of(holding.held.begin(), holding.held.end(), [&](const HeldLot& one) { return is_it(one.lot); });
}

bool lives_by_rule(const Rule& rule, const Unit& unit) {
  if (!rule.life) return false;
  return !rule.life->never_while.empty() || (says_expiry(*rule.life) && (counts_from_last(*rule.life) || counts_from_last(unit.life)));
}

}  // namespace

bool says_expiry(const Life& life) { return life.never || !life.expiries.empty(); }

bool counts_from_last(const Life& life) {
  return std::any_of(life.expiries.begin(), life.expiries.end(),
                     [](const Expiry& clause) { return clause.kind == ExpiryKind::kAfter && clause.since == Since::kLast; });
}

void note_own_life(const Versions& versions, const Posting& given, MemberState& member) {
  if (given.why != PostingWhy::kRule) return;
  const Program& program = versions.at(given.version).program;
  const Rule& rule = program.rules[given.rule.index()];
  if (!lives_by_rule(rule, program.units[given.unit.index()])) return;
  member.own_lives.push_back({given.lot_entered, given.version, given.rule});
  if (counts_from_last(*rule.life)) member.next_due = std::min(member.next_due, given.effective.day + 1);
}

const OwnLife* find_own_life(const MemberState& member, LotNumber lot) {
  const auto place = std::lower_bound(member.own_lives.begin(), member.own_lives.end(), lot,
                                      [](const OwnLife& one, LotNumber wanted) { return one.lot < wanted; });
  return place != member.own_lives.end() && place->lot == lot ? &*place : nullptr;
}

void forget_own_lives(MemberState& member) {
  erase_if(member.own_lives, [&](const OwnLife& own) {
    return std::none_of(member.holdings.begin(), member.holdings.end(), [&](const Holding& holding) { return has_lot(holding, own.lot); });
  });
}

}  // namespace setia::engine
