#include "engine/lapse.hpp"

#include <algorithm>

#include "engine/due.hpp"
#include "engine/ensure.hpp"
#include "engine/life.hpp"
#include "engine/own_life.hpp"
#include "engine/scratch.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {
namespace {

// A return may move the day back, but not before the day after it.
Day kept_until(const Expiry& clause, const MemberState& member) {
  Day latest = kAlways;
  for (const LastHappening& last : member.last)
    if (moves(clause, last)) latest = std::max(latest, last.keeps_until);
  return latest;
}

// Inactivity: one day for all that lives by these clauses, moved by the happenings that they name.
Day inactivity_day(const Life& life, const MemberState& member, const Program& program) {
  Day earliest = kNever;
  for (const Expiry& clause : life.expiries)
    if (clause.kind == ExpiryKind::kAfter && clause.since == Since::kLast)
      earliest = std::min(earliest, std::max(day_by(clause, {}, member, program), kept_until(clause, member)));
  return earliest;
}

// What says how long a lot lives: its unit, as of now, or the rule that gave it.
struct LifeThen {
  VersionOrdinal version;
  const Life* life = nullptr;
};
struct LivesThen {
  LifeThen ends, keeps;
};

LivesThen lives_of(const Versions& versions, const Holding& holding, const Lot& lot, const MemberState& member, const Moment& now) {
  const UnitThen then = unit_as_of(versions, holding.unit_key, versions.in_force(now.program.day));
  const LifeThen units{then.version, &versions.at(then.version).program.units[then.unit.index()].life};
  const OwnLife* const own = find_own_life(member, lot.number);
  if (own == nullptr) return {units, units};
  const LifeThen rules{own->version, &*versions.at(own->version).program.rules[own->rule.index()].life};
  return {says_expiry(*rules.life) ? rules : units, rules.life->never_while.empty() ? units : rules};
}

bool is_kept(const DueWorld& world, const LifeThen& then, const Moment& at, MemberIndex index, const MemberState& member) {
  const Program& program = world.versions.at(then.version).program;
  Event event;
  event.kind = EventKind::kClock;
  event.member = index;
  event.stamp.instant_second = at.second;
  event.stamp.local = event.stamp.program = at.program;
  SlotReader reader(program, world.versions.index(then.version), world.state, member, event, world.scratch);
  return reader.holds_all(then.life->never_while);
}

}  // namespace

UnitThen unit_as_of(const Versions& versions, std::uint32_t key, VersionOrdinal version) {
  for (std::size_t ordinal = version.index() + 1; ordinal-- > 0;) {
    const auto& units = versions.at(VersionOrdinal{ordinal}).program.units;
    for (std::size_t unit = 0; unit < units.size(); ++unit)
      if (units[unit].key == key) return {VersionOrdinal{ordinal}, UnitId{unit}};
  }
  ENSURE(false);
}

Day last_day(const Versions& versions, const Holding& holding, const Lot& lot, const MemberState& member, const Moment& now) {
  const LifeThen ends = lives_of(versions, holding, lot, member, now).ends;
  return std::min(lot.last_valid, inactivity_day(*ends.life, member, versions.at(ends.version).program));
}

Day gone_on(const Versions& versions, const Holding& holding, const Lot& lot, const MemberState& member, const Moment& now) {
  const Day last = last_day(versions, holding, lot, member, now);
  return last == kNever ? kNever : last + 1;
}

std::optional<Moment> lapse_of(const DueWorld& world, const Holding& holding, const Lot& lot, MemberIndex index, const MemberState& member,
                               const Moment& until) {
  const Versions& versions = world.versions;
  const Day gone = gone_on(versions, holding, lot, member, until);
  if (gone > until.program.day) return std::nullopt;
  const LifeThen then = lives_of(versions, holding, lot, member, until).keeps;
  const Moment due = midnight_of(versions, gone, until);
  if (then.life->never_while.empty()) return due;
  Day next = gone;
  if (gone <= member.last_program.day) {
    const Moment past{member.last_second, member.last_program};
    if (!is_kept(world, then, past, index, member)) return due.second < past.second ? past : due;
    next = member.last_program.day + 1;
  }
  for (; next <= until.program.day; ++next) {
    const Moment at = midnight_of(versions, next, until);
    if (!is_kept(world, then, at, index, member)) return at;
  }
  return std::nullopt;
}

}  // namespace setia::engine
