#include "adapters/level_standings.hpp"

#include <algorithm>

#include "engine/carried.hpp"
#include "engine/pool.hpp"
#include "engine/scratch.hpp"
#include "engine/slot_reader.hpp"
#include "rules/words.hpp"

namespace setia::adapters {
namespace {

// An event that only looks.
engine::Event look_of(const engine::State& state, engine::MemberIndex member) {
  engine::Event look;
  look.kind = engine::EventKind::kMember;
  look.member = member;
  look.stamp.instant_second = look.stamp.received_second = state.clock_second;
  look.stamp.local = look.stamp.program = state.clock_program;
  return look;
}

std::string amount_of(std::int64_t amount, engine::SlotId slot, const engine::Program& program, const engine::Symbols& symbols) {
  const engine::Slot& counted = program.slots[slot.index()];
  if (counted.kind == engine::SlotKind::kReading) {
    const engine::Metric& metric = program.metrics[program.readings[counted.reading].metric.index()];
    if (metric.kind == engine::MetricKind::kUnitEarned) return rules::amount_in_words(amount, program.units[metric.unit.index()]);
  }
  return rules::value_in_words(amount, counted, program, symbols);
}

// Who of a household holds a shared level longest: the member, unless only others do.
const engine::MemberState& holder_of(const engine::State& state, const engine::Ladder& ladder, const engine::MemberState& member, std::size_t rank, engine::Day day) {
  if (rank == 0 || !engine::shares(ladder, member)) return member;
  const auto holds_until = [&](const engine::MemberState& one) {
    return engine::rank_now(ladder, one, day) == rank ? engine::kept_until(ladder, one, rank).value_or(engine::kAlways) : engine::kAlways;
  };
  const engine::MemberState* holder = &member;
  for (const engine::MemberIndex index : member.household) {
    const engine::MemberState& other = state.members[index.index()];
    if (holds_until(other) > holds_until(*holder)) holder = &other;
  }
  return *holder;
}

}  // namespace

std::vector<LevelStanding> level_standings(Ledger& ledger, engine::MemberIndex index) {
  std::vector<LevelStanding> standings;
  const engine::Program& program = ledger.program();
  const engine::MemberState& member = ledger.state().members[index.index()];
  if (member.joining == 0) return standings;
  const engine::Day today = ledger.state().clock_program.day;
  engine::Scratch scratch;
  const engine::Event look = look_of(ledger.state(), index);
  engine::SlotReader reader(program, ledger.versions().index(ledger.versions().latest()), ledger.state(), member, look, scratch);
  for (const engine::Ladder& ladder : program.ladders) {
    LevelStanding& standing = standings.emplace_back();
    standing.ladder = ladder.name;
    standing.since = member.joined.day;
    const std::size_t rank = engine::level_now(ladder, program, member, today, ledger.state());
    const engine::MemberState& holder = holder_of(ledger.state(), ladder, member, rank, today);
    for (const engine::LevelHeld& held : holder.levels)
      if (held.ladder_key == ladder.key) standing.since = held.since;
    if (rank > 0) standing.level = ladder.rungs[rank - 1].name;
    if (rank > 0) standing.until = engine::kept_until(ladder, holder, rank).value_or(engine::kNever);
    if (rank >= ladder.rungs.size() || ladder.counts.empty()) continue;
    standing.next = ladder.rungs[rank].name;
    const std::vector<engine::Way>& ways = engine::terms_on(ladder.rungs[rank], today).ways;
    if (ways.empty()) continue;
    const engine::Way& way = ways.front();
    const std::vector<std::int64_t> brought = engine::carried(ladder, program, member, today);
    for (std::size_t i = 0; i < way.size(); ++i) {
      const std::int64_t counted = reader.read(ladder.counts[i]).value + brought[i];
      if (way[i] && *way[i] > counted) standing.missing.push_back(amount_of(*way[i] - counted, ladder.counts[i], program, ledger.symbols()));
    }
  }
  return standings;
}

}  // namespace setia::adapters
