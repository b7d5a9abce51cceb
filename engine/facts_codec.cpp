#include "engine/codec.hpp"
#include "engine/ensure.hpp"
#include "engine/outcome_codec.hpp"
#include "engine/record.hpp"
#include "engine/secrecy.hpp"

namespace setia::engine {
namespace {

enum class FactState : std::uint8_t { kAbsent, kNumber, kText, kSealed };

std::string path_of(SlotId slot) { return "slot." + std::to_string(slot.value); }

void write_fact(Writer& out, const SlotValue& fact, ValueType type, const Symbols& symbols) {
  if (!fact.present) return out.byte(static_cast<std::uint8_t>(FactState::kAbsent));
  const bool text = type == ValueType::kText;
  out.byte(static_cast<std::uint8_t>(text ? FactState::kText : FactState::kNumber));
  if (text) out.text(symbols.text(SymbolId{static_cast<std::size_t>(fact.value)}));
  else out.integer(fact.value);
}

void read_fact(Reader& in, FactState state, SlotValue& fact, Symbols& symbols) {
  if (state == FactState::kSealed) return in.fail("a sealed fact is sealed again");
  fact.present = state != FactState::kAbsent;
  if (state == FactState::kText) fact.value = symbols.intern(in.text()).value;
  if (state == FactState::kNumber) fact.value = in.integer();
}

FactState state_of(Reader& in) { return static_cast<FactState>(in.byte_up_to(static_cast<std::uint8_t>(FactState::kSealed))); }

void read_sealed_fact(Reader& in, SlotValue& fact, const MemberId& member, Sequence sequence, const RecordWorld& world, bool& sealed_away) {
  const auto sealed = in.bytes();
  if (!in.ok()) return;
  const Result<Bytes> plain =
      world.sealer.open(member, sequence, static_cast<std::uint8_t>(RecordPart::kFacts), path_of(fact.slot), sealed);
  if (!plain) {
    if (plain.failure().reason == Reason::kNotFound) sealed_away = true;
    else in.fail("a sealed fact does not open");
    return;
  }
  Reader inner(plain.value());
  const FactState state = state_of(inner);
  read_fact(inner, state, fact, world.symbols);
  if (!inner.finish("a sealed fact")) in.fail("a sealed fact cannot be read");
}

}  // namespace

void write_facts(const Facts& facts, MemberIndex member, const RecordPlace& place, const RecordWorld& world, Bytes& bytes) {
  bytes.clear();
  Writer out(bytes);
  const Program& program = world.versions.at(facts.version).program;
  const Personal& personal = world.versions.personal(facts.version);
  out.number(facts.version.value);
  out.number(facts.slots.size());
  for (const SlotValue& fact : facts.slots) {
    out.number(fact.slot.value);
    const ValueType type = program.slots[fact.slot.index()].type;
    if (!personal.slots[fact.slot.index()]) {
      write_fact(out, fact, type, world.symbols);
      continue;
    }
    Bytes plain;
    Writer inner(plain);
    write_fact(inner, fact, type, world.symbols);
    const MemberId& id = member_id(world.state, place.named, member);
    out.byte(static_cast<std::uint8_t>(FactState::kSealed));
    out.bytes(world.sealer.seal(id, place.sequence, static_cast<std::uint8_t>(RecordPart::kFacts), path_of(fact.slot), plain));
  }
  out.number(facts.head_room.size());
  for (const HeadRoom& room : facts.head_room) {
    out.number(room.limit.value);
    out.wide(room.free);
  }
}

Result<Facts> read_facts(const StoredRecord& record, MemberIndex member, const RecordWorld& world, bool& sealed_away) {
  Facts facts;
  Reader in(record.facts);
  facts.version = VersionOrdinal{in.number32()};
  if (facts.version.index() >= world.versions.size()) in.fail("they name a version that was never adopted");
  const Program* program = in.ok() ? &world.versions.at(facts.version).program : nullptr;
  for (std::size_t left = in.count(2); left > 0 && in.ok(); --left) {
    SlotValue fact;
    fact.slot = SlotId{in.number32()};
    if (in.ok() && fact.slot.index() >= program->slots.size()) in.fail("they name a slot that the version does not have");
    const FactState state = state_of(in);
    if (state == FactState::kSealed && member.index() < world.state.members.size() && member != MemberIndex{})
      read_sealed_fact(in, fact, world.state.members[member.index()].id, record.sequence, world, sealed_away);
    else read_fact(in, state, fact, world.symbols);
    facts.slots.push_back(fact);
  }
  for (std::size_t left = in.count(2); left > 0 && in.ok(); --left) {
    const LimitId limit{in.number32()};
    if (in.ok() && limit.index() >= program->limits.size()) in.fail("they name a limit that the version does not have");
    facts.head_room.push_back({limit, in.wide()});
  }
  const Status done = in.finish("the facts of record " + std::to_string(record.sequence));
  if (!done) return done.failure();
  return facts;
}

}  // namespace setia::engine
