#include "adapters/time_records.hpp"

#include <algorithm>

#include "engine/apply.hpp"
#include "engine/clock_dues.hpp"

namespace setia::adapters {
namespace {

engine::Stamp stamp_of(const Ledger& ledger, const engine::Moment& at) {
  const World& world = ledger.world();
  engine::Stamp stamp;
  stamp.received_second = world.clock.now_second();
  stamp.instant_second = at.second;
  stamp.offset_second = world.zones.offset_seconds(ledger.program().zone, at.second);
  stamp.local = stamp.program = at.program;
  return stamp;
}

bool is_empty(const engine::Outcome& outcome) { return outcome.postings.empty() && outcome.changes.empty() && outcome.messages.empty(); }

}  // namespace

engine::Result<TimeRecords> append_step(Ledger& ledger, const engine::Passed& step) {
  const std::uint32_t joined = ledger.state().joined;
  const engine::Stamp stamp = stamp_of(ledger, step.at);
  TimeRecords written;
  engine::Scratch scratch;
  engine::Outcome outcome;
  for (std::uint32_t first = 1; first <= joined; first += kMembersPerTimeRecord) {
    const std::uint32_t last = std::min(joined, first + kMembersPerTimeRecord - 1);
    engine::apply_time(ledger.versions(), ledger.state(), {first, last}, step, scratch, outcome, nullptr);
    // The last record of a day is written even when it books nothing: it moves the ledger's clock.
    const bool moves_clock = step.step == engine::DueStep::kAll && last == joined && ledger.state().clock_second < step.at.second;
    if (is_empty(outcome) && !moves_clock) continue;
    const engine::TimeBody body{step.at.second, step.at.program, engine::time_step_of(step.step), first, last};
    if (const engine::Status done = ledger.append(engine::RecordKind::kTime, stamp, body, outcome); !done) return done.failure();
    ++written.records;
    written.postings += outcome.postings.size();
  }
  return written;
}

engine::Result<TimeRecords> append_common_dues(Ledger& ledger, const engine::Moment& until) {
  const engine::State& state = ledger.state();
  engine::Passed passed{{state.clock_second, state.clock_program}, state.clock_step};
  TimeRecords written;
  while (const auto due = engine::next_common_due(ledger.versions(), state, passed)) {
    if (due->at.second > until.second) break;
    passed = {due->at, due->step};
    const engine::Result<TimeRecords> step = append_step(ledger, passed);
    if (!step) return step;
    written.records += step.value().records;
    written.postings += step.value().postings;
  }
  return written;
}

}  // namespace setia::adapters
