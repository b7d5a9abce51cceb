// Records as canonical bytes: stamp, body, facts and outcome, each hashed by itself. docs/journal-format.md gives every byte.
#pragma once

#include <string>
#include <variant>

#include "engine/body.hpp"
#include "engine/chain.hpp"
#include "engine/outcome.hpp"

namespace setia::engine {

enum class RecordKind : std::uint8_t { kEvent = 1, kTime, kAdopt, kUpgrade, kForget, kSeed, kConflict };

struct RecordStamp {
  RecordKind kind = RecordKind::kEvent;
  Sequence sequence = 0;
  Stamp door;
  Hash fingerprint{};                 // events: the keyed fingerprint of the plain body; others: zero
  Hash version{};                     // of the program version in force on the local day; zero before the first adopt
  std::vector<Naming> named;          // members first named here
};

// What fell due, booked for members of a range of joining sequences [T3].
enum class TimeStep : std::uint8_t {
  kMembers = 1,  // all that falls due for the members themselves, each in order
  kCloses,       // and what the closes of that instant start for everybody
  kScheduled     // and what the schedules of that instant start for everybody
};
struct TimeBody {
  std::int64_t until_second = 0;      // inclusive
  CivilTime until{};                  // in the program's zone
  TimeStep step = TimeStep::kMembers;
  std::uint32_t first_joining = 0, last_joining = 0;
};
Passed passed_by(const TimeBody& body);
TimeStep time_step_of(DueStep step);
struct AdoptBody {
  Day from = kAlways;
  std::uint32_t semantics = kSemantics;
  std::string text;                   // Version::text
  Offsets offsets;                    // Version::offsets
  Hash program_hash{};
  Bytes tables;                       // as adopt_tables() writes them
};
struct UpgradeBody {
  std::uint32_t semantics = kSemantics;
};
struct ForgetBody {
  MemberIndex member;
};
struct SeedBody {
  std::string draw;
  Hash commitment{};                  // SHA-256 of the seed
  Bytes seed;                         // empty when the draw opens
};
struct ConflictBody {
  std::string source, id;
  Hash first{}, second{};             // fingerprints: as recorded, as refused
};
using Body = std::variant<Event, TimeBody, AdoptBody, UpgradeBody, ForgetBody, SeedBody, ConflictBody>;  // in order of RecordKind

// Encodes all but the hash, which chain_hash() makes, into `out`, whose buffers are reused. An adopt record's version must already stand
// in `world.versions`, as the latest. An event's stamp and naming are the event's own; other kinds take `stamp.door`. `written`: the
// event's body as write_plain_body() writes it or read_body() took it, where somebody holds it; may be empty.
void encode_record(const RecordStamp& stamp, const Body& body, std::span<const std::uint8_t> written, const Outcome& outcome, const RecordWorld& world, StoredRecord& out);
void encode_event_record(Sequence sequence, const Hash& fingerprint, const Event& event, std::span<const std::uint8_t> written, const Outcome& outcome,
                         const RecordWorld& world, StoredRecord& out);

// The parts read back. A text that is new is interned.
Result<RecordStamp> read_stamp(std::span<const std::uint8_t> bytes);
Result<Body> read_record_body(const RecordStamp& stamp, std::span<const std::uint8_t> bytes, const RecordWorld& world, bool& sealed_away);
// `member` is the event's. Sets `sealed_away` where a fact of a forgotten member cannot be opened; it is then absent.
Result<Facts> read_facts(const StoredRecord& record, MemberIndex member, const RecordWorld& world, bool& sealed_away);

// An outcome as recorded: what readers of the journal (statements, explanations, summaries, returns) see.
struct Link {
  MemberId id{};
  Sequence previous = 0;              // record of that member; 0 for none
};
struct RecordedOutcome {
  Outcome outcome;                    // without facts
  std::vector<Link> links;            // beside outcome.members
};
Result<RecordedOutcome> read_outcome(const StoredRecord& record, const RecordStamp& stamp, const RecordWorld& world);

// An adopt record's tables of units, rules, limits, slots, fields, measures and counters: what indexes in later records name.
Bytes adopt_tables(const Program& program);

}  // namespace setia::engine
