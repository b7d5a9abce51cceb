// The canonical body of an event: its own values by type, whatever the program, so that the same receipt serialised anew has
// the same bytes. docs/journal-format.md gives every byte.
#pragma once

#include "engine/codec.hpp"
#include "engine/event.hpp"
#include "engine/ports.hpp"
#include "engine/state.hpp"
#include "engine/symbols.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// The world that records are written and read in: before the record's own outcome is taken.
struct RecordWorld {
  const Versions& versions;
  const State& state;
  Symbols& symbols;
  Sealer& sealer;
};

// The parts of a record, as sealed values name them.
enum class RecordPart : std::uint8_t { kStamp = 1, kBody, kFacts, kOutcome, kSnapshot };

// What fingerprints are taken of: nothing sealed, nothing dropped.
void write_plain_body(const Event& event, const RecordWorld& world, Bytes& out);

// True when something of the event is stored sealed, or dropped for want of a member. Otherwise its stored body is the plain one.
bool holds_personal(const Event& event, const Versions& versions);

// True when the body holds values that are stored sealed: then the fingerprint is keyed by the member.
inline bool body_is_personal(const Event& event, const Versions& versions) { return event.member != MemberIndex{} && holds_personal(event, versions); }

// As stored: personal values, `attributes`, `set` and fields that no version declares are sealed for the event's member,
// and dropped when it has none.
void write_stored_body(const Event& event, Sequence sequence, const RecordWorld& world, Bytes& out);

// The event without its stamp: all that the bytes say, so that write_stored_body() makes the same of it. `named` resolves ids that the
// state does not know yet. Sets `sealed_away` when a value could not be opened because its member was forgotten; such values are left out.
Result<Event> read_body(std::span<const std::uint8_t> body, Sequence sequence, std::span<const Naming> named, const RecordWorld& world,
                        bool& sealed_away);

// A member's random id, be it in the state or first named by this event.
const MemberId& member_id(const State& state, std::span<const Naming> named, MemberIndex member);

}  // namespace setia::engine
