#include "adapters/close_day.hpp"

namespace setia::adapters {

engine::Result<TimeRecords> close_day(Ledger& ledger, engine::Day day) {
  const World& world = ledger.world();
  const std::string zone = ledger.program().zone;
  engine::Moment until{0, {day + 1, 0}};
  until.second = world.zones.instant(zone, until.program, 0);
  if (until.second > world.clock.now_second()) {
    return engine::Failure{engine::Reason::kInvalid, "The day is not yet over in " + zone + ".", "Close a day that has passed there."};
  }
  const engine::Result<TimeRecords> common = append_common_dues(ledger, until);
  if (!common) return common;
  engine::Result<TimeRecords> own = append_step(ledger, {until, engine::DueStep::kAll});
  if (!own) return own;
  if (const engine::Status done = ledger.commit(); !done) return done.failure();
  return TimeRecords{common.value().records + own.value().records, common.value().postings + own.value().postings};
}

}  // namespace setia::adapters
