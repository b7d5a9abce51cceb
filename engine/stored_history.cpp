#include "engine/stored_history.hpp"

#include <algorithm>

#include "engine/completion.hpp"
#include "engine/record.hpp"

namespace setia::engine {
namespace {

// What fell due counts from the end of its stretch of time, all else from when it happened.
Result<std::int64_t> instant_of(const RecordStamp& stamp, std::span<const std::uint8_t> bytes, const RecordWorld& world) {
  if (stamp.kind != RecordKind::kTime) return stamp.door.instant_second;
  bool sealed_away = false;
  const Result<Body> body = read_record_body(stamp, bytes, world, sealed_away);
  if (!body) return body.failure();
  return std::get<TimeBody>(body.value()).until_second;
}

}  // namespace

Result<std::vector<History::Found>> StoredHistory::find(std::string_view source, std::string_view id) {
  return records_.find(source, id, world_.state.sequence);
}

Result<PastEvent> StoredHistory::event(Sequence sequence) {
  const Result<StoredRecord> record = records_.record(sequence);
  if (!record) return record.failure();
  const Result<RecordStamp> stamp = read_stamp(record.value().stamp);
  if (!stamp) return stamp.failure();
  bool sealed_away = false;
  Result<Body> body = read_record_body(stamp.value(), record.value().body, world_, sealed_away);
  if (!body) return body.failure();
  auto* event = std::get_if<Event>(&body.value());
  if (event == nullptr) return PastEvent{sequence, {}, {}, {}};
  const Result<Facts> facts = read_facts(record.value(), event->member, world_, sealed_away);
  if (!facts) return facts.failure();
  Result<RecordedOutcome> recorded = read_outcome(record.value(), stamp.value(), world_);
  if (!recorded) return recorded.failure();
  const Program& program = world_.versions.at(facts.value().version).program;
  const Status completed = complete(*event, program.currency_decimals, world_.symbols);
  if (!completed) return completed.failure();
  return PastEvent{sequence, std::move(*event), facts.value(), std::move(recorded).value().outcome};
}

// Back along the member's links, then forward again.
Status StoredHistory::each_after(MemberIndex member, Sequence sequence, const RecordVisit& visit) {
  struct Visited {
    Sequence sequence;
    std::int64_t second;
    Outcome outcome;
  };
  std::vector<Visited> visited;
  Sequence at = world_.state.members[member.index()].last_record;
  while (at > sequence) {
    const Result<StoredRecord> record = records_.record(at);
    if (!record) return record.failure();
    const Result<RecordStamp> stamp = read_stamp(record.value().stamp);
    if (!stamp) return stamp.failure();
    Result<RecordedOutcome> recorded = read_outcome(record.value(), stamp.value(), world_);
    if (!recorded) return recorded.failure();
    const auto& members = recorded.value().outcome.members;
    const auto place = std::find(members.begin(), members.end(), member);
    const Sequence previous = place == members.end() ? 0 : recorded.value().links[static_cast<std::size_t>(place - members.begin())].previous;
    if (place == members.end() || previous >= at)
      return Failure{Reason::kDiffers, "Record " + std::to_string(at) + " does not lead to its member's record before it.", "Run: setia verify."};
    const Result<std::int64_t> second = instant_of(stamp.value(), record.value().body, world_);
    if (!second) return second.failure();
    visited.push_back({at, second.value(), std::move(recorded).value().outcome});
    at = previous;
  }
  std::for_each(visited.rbegin(), visited.rend(), [&](const Visited& one) { visit(one.sequence, one.second, one.outcome); });
  return Done{};
}

}  // namespace setia::engine
