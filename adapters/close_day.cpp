#include "adapters/close_day.hpp"

#include <algorithm>

#include "engine/apply.hpp"

namespace setia::adapters {
namespace {

engine::Stamp stamp_of(const World& world, const std::string& zone, std::int64_t until_second, engine::CivilTime until) {
  engine::Stamp stamp;
  stamp.received_second = world.clock.now_second();
  stamp.instant_second = until_second;
  stamp.offset_second = world.zones.offset_seconds(zone, until_second);
  stamp.local = stamp.program = until;
  return stamp;
}

}  // namespace

engine::Result<DayClosed> close_day(Ledger& ledger, engine::Day day) {
  const World& world = ledger.world();
  const std::string zone = ledger.program().zone;
  const engine::CivilTime until{day + 1, 0};
  const std::int64_t until_second = world.zones.instant(zone, until, 0);
  if (until_second > world.clock.now_second()) {
    return engine::Failure{engine::Reason::kInvalid, "The day is not yet over in " + zone + ".", "Close a day that has passed there."};
  }
  const engine::Stamp stamp = stamp_of(world, zone, until_second, until);
  const std::uint32_t joined = ledger.state().joined;
  DayClosed closed;
  engine::Outcome outcome;
  for (std::uint32_t first = 1; first <= joined; first += kMembersPerTimeRecord) {
    const std::uint32_t last = std::min(joined, first + kMembersPerTimeRecord - 1);
    engine::apply_time(ledger.versions(), ledger.state(), first, last, until_second, until, outcome);
    // The last record is written even when it books nothing: it moves the ledger's clock.
    const bool moves_clock = last == joined && ledger.state().clock_second < until_second;
    if (outcome.postings.empty() && !moves_clock) continue;
    const engine::TimeBody body{until_second, until, engine::TimeStep::kMembers, first, last};
    if (const engine::Status done = ledger.append(engine::RecordKind::kTime, stamp, body, outcome); !done) return done.failure();
    ++closed.records;
    closed.postings += outcome.postings.size();
  }
  if (const engine::Status done = ledger.commit(); !done) return done.failure();
  return closed;
}

}  // namespace setia::adapters
