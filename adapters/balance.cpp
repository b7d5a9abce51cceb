#include "adapters/balance.hpp"

#include <algorithm>

#include "adapters/member_history.hpp"
#include "adapters/shown.hpp"
#include "adapters/unit_names.hpp"
#include "engine/lapse.hpp"
#include "engine/pool.hpp"

namespace setia::adapters {
namespace {

using engine::Day;
using engine::MemberIndex;
using engine::Result;

constexpr engine::Minute kLastMinute = 1'439;
constexpr int kLastSecond = 59;

// Until when lots are valid depends on what the member last did, too.
UnitBalance balance_of(const Ledger& ledger, const engine::MemberState& member, const engine::Holding& holding, const engine::Unit& unit,
                       const engine::Moment& now) {
  UnitBalance balance{unit.name, holding.available_micro, holding.pending_micro, holding.held_micro, {}, {}, &unit};
  for (const engine::Lot& lot : holding.lots) {
    const Day last = engine::last_day(ledger.versions(), holding, lot, member, now);
    if (last != engine::kNever && lot.left_micro != 0) balance.expiries_micro[last] += lot.left_micro;
  }
  return balance;
}

std::vector<UnitBalance> from_state(const Ledger& ledger, MemberIndex index, const engine::Moment& now) {
  const engine::MemberState& member = ledger.state().members[index.index()];
  const std::vector<const engine::Unit*> declared = units_by_key(ledger.versions());
  std::vector<UnitBalance> units;
  for (const engine::Holding& holding : member.holdings)
    units.push_back(balance_of(ledger, member, holding, *declared[holding.unit_key], now));
  return units;
}

// What is shared is there to be spent, whoever's it is.
void add_shared(const Ledger& ledger, MemberIndex index, std::vector<UnitBalance>& units) {
  const engine::State& state = ledger.state();
  const engine::MemberState& member = state.members[index.index()];
  for (const engine::Unit& unit : ledger.program().units) {
    if (!engine::shares(unit, member)) continue;
    auto place = std::find_if(units.begin(), units.end(), [&](const UnitBalance& one) { return one.unit == unit.name && one.declared->kind == unit.kind; });
    if (place == units.end()) place = units.insert(place, UnitBalance{unit.name, 0, 0, 0, {}, {}, &unit});
    place->household_micro = engine::spendable_micro(unit, index, member, state, nullptr);
  }
}

Result<std::vector<UnitBalance>> from_postings(Ledger& ledger, MemberIndex member, Day at) {
  const auto history = member_history(ledger, member);
  if (!history) return history.failure();
  std::map<std::string, UnitBalance> units;
  for (const HistoryEntry& entry : history.value()) {
    if (entry.posting.effective.day > at) continue;
    const engine::Unit& unit = ledger.versions().at(entry.posting.version).program.units[entry.posting.unit.index()];
    UnitBalance& balance = units.try_emplace(unit.name, UnitBalance{unit.name, 0, 0, 0, {}, {}, &unit}).first->second;
    const Effect effect = effect_of(entry.posting, member);
    balance.available_micro += effect.available_micro;
    balance.pending_micro += effect.pending_micro;
    balance.held_micro += effect.held_micro;
  }
  std::vector<UnitBalance> list;
  for (auto& [name, balance] : units) list.push_back(std::move(balance));
  return list;
}

}  // namespace

Result<Balance> balance_of(Ledger& ledger, MemberIndex member, std::optional<Day> at) {
  const engine::State& state = ledger.state();
  Balance balance;
  balance.at = at ? day_text(*at) : instant_text(state.clock_second);
  if (at && *at < state.clock_program.day) {
    Result<std::vector<UnitBalance>> units = from_postings(ledger, member, *at);
    if (!units) return units.failure();
    balance.units = std::move(units).value();
  } else {
    const engine::CivilTime until = at ? engine::CivilTime{*at, kLastMinute} : state.clock_program;
    const std::int64_t second = at ? ledger.world().zones.instant(ledger.program().zone, until, kLastSecond) : state.clock_second;
    ledger.apply_dues(member, {second, until});
    const std::vector<MemberIndex> household = ledger.state().members[member.index()].household;
    for (const MemberIndex other : household) ledger.apply_dues(other, {second, until});
    balance.units = from_state(ledger, member, {second, until});
    add_shared(ledger, member, balance.units);
    balance.levels = level_standings(ledger, member);
  }
  std::sort(balance.units.begin(), balance.units.end(),
            [](const UnitBalance& one, const UnitBalance& other) { return one.unit < other.unit; });
  return balance;
}

}  // namespace setia::adapters
