// Any bytes as the parts of a record: what can be read is read, all else is refused; nothing is read past an end.
//
// The first two bytes choose the kind of record and the part.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

// The body of an event in which nothing is sealed is written as it was read.
static void must_write_back(const Result<Body>& body, std::span<const std::uint8_t> bytes, const RecordWorld& world) {
  const auto* event = body ? std::get_if<Event>(&body.value()) : nullptr;
  if (event == nullptr || holds_personal(*event, world.versions)) return;
  Bytes again;
  write_stored_body(*event, 3, world, again);
  if (!std::equal(again.begin(), again.end(), bytes.begin(), bytes.end())) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static SmallLedger ledger = [] {
    SmallLedger made = ledger_of([](Program&) {});
    made.join(0, 1);
    made.post(made.purchase(1, 1));
    return made;
  }();
  if (size < 2) return 0;
  const std::span<const std::uint8_t> bytes(data + 2, size - 2);
  const RecordWorld world{ledger.rebuilt.versions, ledger.rebuilt.state, ledger.rebuilt.symbols, ledger.sealer};
  RecordStamp stamp;
  stamp.kind = static_cast<RecordKind>(1 + data[0] % 7);
  stamp.sequence = 3;
  bool sealed_away = false;
  StoredRecord record;
  switch (data[1] % 4) {
    case 0: (void)read_stamp(bytes); break;
    case 1: must_write_back(read_record_body(stamp, bytes, world, sealed_away), bytes, world); break;
    case 2:
      record.facts.assign(bytes.begin(), bytes.end());
      (void)read_facts(record, MemberIndex{1U}, world, sealed_away);
      break;
    default:
      record.outcome.assign(bytes.begin(), bytes.end());
      (void)read_outcome(record, stamp, world);
  }
  return 0;
}
