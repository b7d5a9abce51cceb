#include "engine/lapse.hpp"

#include <algorithm>

#include "engine/due.hpp"
#include "engine/ensure.hpp"
#include "engine/life.hpp"
#include "engine/scratch.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {
namespace {

// Inactivity: one day for the whole balance, moved by the happenings that its clauses name.
Day inactivity_day(const Unit& unit, const MemberState& member, const Program& program) {
  Day earliest = kNever;
  for (const Expiry& clause : unit.life.expiries)
    if (clause.kind == ExpiryKind::kAfter && clause.since == Since::kLast)
      earliest = std::min(earliest, day_by(clause, {}, member, program));
  return earliest;
}

bool is_kept(const DueWorld& world, const UnitThen& then, const Moment& at, MemberIndex index, const MemberState& member) {
  const Program& program = world.versions.at(then.version).program;
  Event event;
  event.kind = EventKind::kClock;
  event.member = index;
  event.stamp.instant_second = at.second;
  event.stamp.local = event.stamp.program = at.program;
  SlotReader reader(program, world.versions.index(then.version), world.state, member, event, world.scratch);
  return reader.holds_all(program.units[then.unit.index()].life.never_while);
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

Day gone_on(const Versions& versions, const Holding& holding, const Lot& lot, const MemberState& member, const Moment& now) {
  const UnitThen then = unit_as_of(versions, holding.unit_key, versions.in_force(now.program.day));
  const Program& program = versions.at(then.version).program;
  const Day last = std::min(lot.last_valid, inactivity_day(program.units[then.unit.index()], member, program));
  return last == kNever ? kNever : last + 1;
}

std::optional<Moment> lapse_of(const DueWorld& world, const Holding& holding, const Lot& lot, MemberIndex index, const MemberState& member,
                               const Moment& until) {
  const Versions& versions = world.versions;
  const Day gone = gone_on(versions, holding, lot, member, until);
  if (gone > until.program.day) return std::nullopt;
  const UnitThen then = unit_as_of(versions, holding.unit_key, versions.in_force(until.program.day));
  const Moment due = midnight_of(versions, gone, until);
  if (versions.at(then.version).program.units[then.unit.index()].life.never_while.empty()) return due;
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
