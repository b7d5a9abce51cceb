#include "engine/record.hpp"

#include "engine/codec.hpp"
#include "engine/ensure.hpp"
#include "engine/outcome_codec.hpp"

namespace setia::engine {
namespace {

void write_civil(Writer& out, CivilTime civil) {
  out.integer(civil.day);
  out.number(static_cast<std::uint64_t>(civil.minute));
}

CivilTime read_civil(Reader& in) {
  constexpr std::uint64_t kDayMinutes = 1'440;
  CivilTime civil;
  civil.day = in.integer32();
  const std::uint64_t minute = in.number();
  if (minute >= kDayMinutes) in.fail("a day has no such minute");
  else civil.minute = static_cast<Minute>(minute);
  return civil;
}

void write_stamp(RecordKind kind, Sequence sequence, const Stamp& door, const Hash& fingerprint, const Hash& version,
                 std::span<const Naming> named, Bytes& bytes) {
  bytes.clear();
  Writer out(bytes);
  out.byte(static_cast<std::uint8_t>(kind));
  out.number(sequence);
  out.text(door.source);
  out.integer(door.received_second);
  out.integer(door.instant_second);
  out.integer(door.offset_second);
  write_civil(out, door.local);
  write_civil(out, door.program);
  out.raw(fingerprint);
  out.raw(version);
  out.number(named.size());
  for (const Naming& naming : named) {
    out.number(naming.member.value);
    out.raw(naming.id);
    out.raw(naming.salted);
  }
}

Hash version_hash(const Versions& versions, Day local_day) {
  return versions.size() == 0 ? Hash{} : versions.at(versions.in_force(local_day)).program.hash;
}

struct BodyBytes {
  const RecordWorld& world;
  Writer out;

  void operator()(const Event&) { ENSURE(false); }
  void operator()(const TimeBody& body) {
    out.integer(body.until_second);
    write_civil(out, body.until);
    out.byte(static_cast<std::uint8_t>(body.step));
    out.number(body.first_joining);
    out.number(body.last_joining);
  }
  void operator()(const AdoptBody& body) {
    out.integer(body.from);
    out.number(body.semantics);
    out.raw(body.program_hash);
    out.text(body.text);
    out.bytes(body.tables);
    out.number(body.offsets.size());
    for (const OffsetChange& change : body.offsets) {
      out.integer(change.second);
      out.integer(change.offset_second);
    }
  }
  void operator()(const UpgradeBody& body) { out.number(body.semantics); }
  void operator()(const ForgetBody& body) { out.raw(member_id(world.state, {}, body.member)); }
  void operator()(const SeedBody& body) {
    out.text(body.draw);
    out.raw(body.commitment);
    out.bytes(body.seed);
  }
  void operator()(const ConflictBody& body) {
    out.text(body.source);
    out.text(body.id);
    out.raw(body.first);
    out.raw(body.second);
  }
};

TimeBody read_time(Reader& in) {
  TimeBody body;
  body.until_second = in.integer();
  body.until = read_civil(in);
  body.step = static_cast<TimeStep>(in.byte_up_to(static_cast<std::uint8_t>(TimeStep::kScheduled)));
  if (body.step == TimeStep{}) in.fail("a time record has no known step");
  body.first_joining = in.number32();
  body.last_joining = in.number32();
  return body;
}

AdoptBody read_adopt(Reader& in) {
  AdoptBody body;
  body.from = in.integer32();
  body.semantics = in.number32();
  body.program_hash = in.hash();
  body.text = in.text();
  const auto tables = in.bytes();
  body.tables.assign(tables.begin(), tables.end());
  for (std::size_t left = in.count(2); left > 0 && in.ok(); --left) {
    const std::int64_t second = in.integer();
    if (!body.offsets.empty() && second <= body.offsets.back().second) in.fail("the zone's offsets are out of order");
    body.offsets.push_back({second, in.integer32()});
  }
  return body;
}

ForgetBody read_forget(Reader& in, const State& state) {
  const MemberIndex known = state.find(in.member_id());
  if (known != MemberIndex{}) return {known};
  in.fail("it names a member whom no record named before");
  return {};
}

SeedBody read_seed(Reader& in) {
  SeedBody body;
  body.draw = in.text();
  body.commitment = in.hash();
  const auto seed = in.bytes();
  body.seed.assign(seed.begin(), seed.end());
  return body;
}

ConflictBody read_conflict(Reader& in) {
  ConflictBody body;
  body.source = in.text();
  body.id = in.text();
  body.first = in.hash();
  body.second = in.hash();
  return body;
}

Body read_other(RecordKind kind, Reader& in, const RecordWorld& world) {
  switch (kind) {
    case RecordKind::kTime: return read_time(in);
    case RecordKind::kAdopt: return read_adopt(in);
    case RecordKind::kUpgrade: return UpgradeBody{in.number32()};
    case RecordKind::kForget: return read_forget(in, world.state);
    case RecordKind::kSeed: return read_seed(in);
    case RecordKind::kConflict: return read_conflict(in);
    case RecordKind::kEvent: break;
  }
  ENSURE(false);
}

}  // namespace

void encode_event_record(Sequence sequence, const Hash& fingerprint, const Event& event, std::span<const std::uint8_t> written, const Outcome& outcome,
                         const RecordWorld& world, StoredRecord& out) {
  ENSURE(!outcome.refused);
  const Stamp& door = event.stamp;
  const RecordPlace place{sequence, door.instant_second, door.program.day, event.named};
  out.sequence = sequence;
  write_stamp(RecordKind::kEvent, sequence, door, fingerprint, version_hash(world.versions, door.local.day), event.named, out.stamp);
  if (written.empty() || holds_personal(event, world.versions)) write_stored_body(event, sequence, world, out.body);
  else out.body.assign(written.begin(), written.end());
  write_facts(outcome.facts, event.member, place, world, out.facts);
  write_outcome(outcome, place, world, out.outcome);
}

void encode_record(const RecordStamp& stamp, const Body& body, std::span<const std::uint8_t> written, const Outcome& outcome, const RecordWorld& world, StoredRecord& out) {
  if (const auto* event = std::get_if<Event>(&body))
    return encode_event_record(stamp.sequence, stamp.fingerprint, *event, written, outcome, world, out);
  const RecordPlace place{stamp.sequence, stamp.door.instant_second, stamp.door.program.day, stamp.named};
  out.sequence = stamp.sequence;
  write_stamp(stamp.kind, stamp.sequence, stamp.door, stamp.fingerprint, version_hash(world.versions, stamp.door.local.day), stamp.named,
              out.stamp);
  out.body.clear();
  std::visit(BodyBytes{world, Writer(out.body)}, body);
  out.facts.clear();
  write_outcome(outcome, place, world, out.outcome);
}

Passed passed_by(const TimeBody& body) {
  const Moment at{body.until_second, body.until};
  switch (body.step) {
    case TimeStep::kCloses: return {at, DueStep::kClose};
    case TimeStep::kScheduled: return {at, DueStep::kScheduled};
    default: return {at, DueStep::kAll};
  }
}

TimeStep time_step_of(DueStep step) {
  return step == DueStep::kClose ? TimeStep::kCloses : step == DueStep::kScheduled ? TimeStep::kScheduled : TimeStep::kMembers;
}

Result<RecordStamp> read_stamp(std::span<const std::uint8_t> bytes) {
  RecordStamp stamp;
  Reader in(bytes);
  stamp.kind = static_cast<RecordKind>(in.byte_up_to(static_cast<std::uint8_t>(RecordKind::kConflict)));
  if (stamp.kind == RecordKind{}) in.fail("a record has no kind");
  stamp.sequence = in.number();
  stamp.door.source = in.text();
  stamp.door.received_second = in.integer();
  stamp.door.instant_second = in.integer();
  stamp.door.offset_second = in.integer32();
  stamp.door.local = read_civil(in);
  stamp.door.program = read_civil(in);
  stamp.fingerprint = in.hash();
  stamp.version = in.hash();
  for (std::size_t left = in.count(1 + sizeof(MemberId) + sizeof(Hash)); left > 0 && in.ok(); --left) {
    Naming naming;
    naming.member = MemberIndex{in.number32()};
    naming.id = in.member_id();
    naming.salted = in.hash();
    stamp.named.push_back(naming);
  }
  const Status done = in.finish("the stamp of a record");
  if (!done) return done.failure();
  return stamp;
}

Result<Body> read_record_body(const RecordStamp& stamp, std::span<const std::uint8_t> bytes, const RecordWorld& world, bool& sealed_away) {
  if (stamp.kind == RecordKind::kEvent) {
    Result<Event> event = read_body(bytes, stamp.sequence, stamp.named, world, sealed_away);
    if (!event) return event.failure();
    event.value().stamp = stamp.door;
    return Body(std::move(event).value());
  }
  Reader in(bytes);
  Body body = read_other(stamp.kind, in, world);
  const Status done = in.finish("the body of record " + std::to_string(stamp.sequence));
  if (!done) return done.failure();
  return body;
}

Bytes adopt_tables(const Program& program) {
  constexpr std::uint8_t kMicroDecimals = 6;
  const auto decimals = [&](ValueType type) -> std::uint8_t {
    if (type == ValueType::kMoney) return static_cast<std::uint8_t>(program.currency_decimals);
    return type == ValueType::kNumber || type == ValueType::kCount ? kMicroDecimals : std::uint8_t{0};
  };
  Bytes bytes;
  Writer out(bytes);
  const auto table = [&](const auto& entries, const auto& write) {
    out.number(entries.size());
    for (const auto& entry : entries) write(entry);
  };
  const auto entry = [&](std::string_view text, auto kind, std::uint8_t scale) {
    out.text(text);
    out.byte(static_cast<std::uint8_t>(kind));
    out.byte(scale);
  };
  table(program.units, [&](const Unit& unit) { entry(unit.name, unit.kind, kMicroDecimals); });
  table(program.rules, [&](const Rule& rule) { out.text(rule.name); });
  table(program.limits, [&](const Limit& limit) {
    entry(limit.text, limit.kind, limit.kind == CapKind::kMoney ? decimals(ValueType::kMoney) : kMicroDecimals);
  });
  table(program.slots, [&](const Slot& slot) { entry(slot.text, slot.type, decimals(slot.type)); });
  table(program.fields, [&](const FieldOf& field) {
    entry(field.name, field.type, decimals(field.type));
    out.byte(static_cast<std::uint8_t>(field.owner));
    out.byte(field.personal ? 1 : 0);
  });
  table(program.metrics, [&](const Metric& metric) { out.text(metric.text); });
  table(program.counters, [&](const Counter& counter) { entry(counter.name, counter.type, decimals(counter.type)); });
  return bytes;
}

}  // namespace setia::engine
