// Canonical bytes: one encoding of each value, and no input that breaks a reader.
#include <catch2/catch.hpp>

#include <limits>

#include "engine/snapshot.hpp"
#include "engine/typed_value.hpp"
#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

template <class Write>
Bytes written(Write write) {
  Bytes bytes;
  Writer out(bytes);
  write(out);
  return bytes;
}

// Repeats on every machine.
struct Dice {
  std::uint64_t state = 0x5E71A;
  std::uint64_t roll() {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
  }
};

// Whatever the bytes are, reading them ends with a value or a failure.
void read_everything(SmallLedger& ledger, const StoredRecord& record, Rebuilt& world) {
  bool sealed_away = false;
  const RecordWorld known{world.versions, world.state, world.symbols, ledger.sealer};
  const Result<RecordStamp> stamp = read_stamp(record.stamp);
  const RecordStamp seen = stamp ? stamp.value() : RecordStamp{};
  (void)read_record_body(seen, record.body, known, sealed_away);
  (void)read_body(record.body, 1, seen.named, known, sealed_away);
  (void)read_facts(record, MemberIndex{1U}, known, sealed_away);
  (void)read_outcome(record, seen, known);
  (void)decode_state(record.outcome, world.versions, world.symbols, ledger.sealer);
}

SmallLedger some() {
  SmallLedger ledger = ledger_of([](Program&) {});
  ledger.join(0, 1);
  ledger.post(ledger.member_event(EventKind::kMember, 0, 1, "set", {{"town", Value{std::string("Bandung")}}}));
  Event event = ledger.purchase(1, 1);
  event.more.push_back({"deep", Value{List{Value{Object{{"a", Value{Number{"1"}}}}}}}});
  ledger.post(event);
  return ledger;
}

}  // namespace

TEST_CASE("Numbers read back as written, in the fewest bytes") {
  const std::int64_t value = GENERATE(0, 1, -1, 63, 64, -64, -65, 300, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min());
  const Bytes bytes = written([&](Writer& out) {
    out.integer(value);
    out.wide(Wide{value} * 1'000'000'007);
    out.number(static_cast<std::uint64_t>(value));
  });
  Reader in(bytes);
  CHECK(in.integer() == value);
  CHECK(in.wide() == Wide{value} * 1'000'000'007);
  CHECK(in.number() == static_cast<std::uint64_t>(value));
  CHECK(in.finish("the test").ok());
}

TEST_CASE("The ends of 128 bits read back") {
  const Wide largest = static_cast<Wide>((~static_cast<unsigned __int128>(0)) >> 1);
  for (const Wide value : {largest, -largest, -largest - 1}) {
    const Bytes bytes = written([&](Writer& out) { out.wide(value); });
    Reader in(bytes);
    CHECK((in.wide() == value));
    CHECK(in.finish("the test").ok());
  }
}

TEST_CASE("What a writer would not write is refused") {
  const Bytes overlong{0x80, 0x00};
  const Bytes too_large{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02};
  const Bytes early{0x05, 'a'};
  const Bytes left_over{0x01, 0x01};
  for (const Bytes& bytes : {overlong, too_large, left_over}) {
    Reader in(bytes);
    (void)in.number();
    CHECK_FALSE(in.finish("the test").ok());
  }
  Reader text(early);
  CHECK(text.text().empty());
  CHECK(text.finish("the text").failure().what == "the text cannot be read: it ends too early.");
  Reader entries(early);
  CHECK(entries.count(1) == 0);
  CHECK_FALSE(entries.ok());
}

TEST_CASE("Every record cut short anywhere is refused, not read past") {
  SmallLedger ledger = some();
  for (const StoredRecord& record : ledger.records)
    for (Bytes StoredRecord::*part : {&StoredRecord::stamp, &StoredRecord::body, &StoredRecord::facts, &StoredRecord::outcome})
      for (std::size_t kept = 0; kept < (record.*part).size(); ++kept) {
        StoredRecord cut = record;
        (cut.*part).resize(kept);
        read_everything(ledger, cut, ledger.rebuilt);
        if (part == &StoredRecord::stamp) CHECK_FALSE(read_stamp(cut.stamp).ok());
      }
}

TEST_CASE("Random changes never break a reader") {
  SmallLedger ledger = some();
  Dice dice;
  for (int round = 0; round < 20'000; ++round) {
    StoredRecord record = ledger.records[dice.roll() % ledger.records.size()];
    for (Bytes* part : {&record.stamp, &record.body, &record.facts, &record.outcome})
      for (std::uint64_t changes = dice.roll() % 4; changes > 0 && !part->empty(); --changes)
        (*part)[dice.roll() % part->size()] = static_cast<std::uint8_t>(dice.roll());
    read_everything(ledger, record, ledger.rebuilt);
  }
  SUCCEED("nothing crashed");
}

TEST_CASE("A body reads back as it was, and its plain bytes depend on nothing but its values") {
  SmallLedger ledger = some();
  Event event = ledger.purchase(5, 1, 4'550);
  event.store = ledger.rebuilt.symbols.intern("JKT-01");
  event.lines[0].has_quantity = true;
  event.lines[0].quantity_micro = 2 * kMicro;
  event.lines[0].more.push_back({"size", Value{std::string("large")}});
  event.codes = {ledger.rebuilt.symbols.intern("PAYDAY")};
  Bytes plain, stored, again;
  write_plain_body(event, ledger.world(), plain);
  write_stored_body(event, 9, ledger.world(), stored);
  CHECK(plain != stored);
  CHECK(body_is_personal(event, ledger.rebuilt.versions));
  bool sealed_away = false;
  const Result<Event> read = read_body(stored, 9, {}, ledger.world(), sealed_away);
  REQUIRE(read.ok());
  CHECK_FALSE(sealed_away);
  write_plain_body(read.value(), ledger.world(), again);
  CHECK(again == plain);
}

TEST_CASE("Whatever reads as a body is written as it was read") {
  SmallLedger ledger = some();
  Event event = ledger.purchase(5, 1, 4'550);
  event.store = ledger.rebuilt.symbols.intern("JKT-01");
  event.lines.resize(2);
  event.lines[0].has_quantity = event.lines[1].has_tax = true;
  event.lines[0].quantity_micro = 2 * kMicro;
  event.payments.resize(1);
  event.codes = {ledger.rebuilt.symbols.intern("PAYDAY")};
  Bytes plain, again;
  write_plain_body(event, ledger.world(), plain);
  Dice dice;
  int read_back = 0;
  for (int round = 0; round < 50'000; ++round) {
    Bytes changed = plain;
    for (std::uint64_t changes = 1 + dice.roll() % 2; changes > 0; --changes) changed[dice.roll() % changed.size()] = static_cast<std::uint8_t>(dice.roll());
    bool sealed_away = false;
    const Result<Event> read = read_body(changed, 9, {}, ledger.world(), sealed_away);
    if (!read || holds_personal(read.value(), ledger.rebuilt.versions)) continue;
    write_stored_body(read.value(), 9, ledger.world(), again);
    REQUIRE(again == changed);
    ++read_back;
  }
  CHECK(read_back > 1'000);
}

TEST_CASE("Fields that no version declares are dropped where nobody could seal them") {
  SmallLedger ledger = some();
  Event event = ledger.purchase(5, 0);
  event.more.push_back({"note", Value{std::string("for Ana")}});
  Bytes stored;
  write_stored_body(event, 9, ledger.world(), stored);
  bool sealed_away = false;
  CHECK(read_body(stored, 9, {}, ledger.world(), sealed_away).value().more.empty());
}

TEST_CASE("Decimals are read exactly or not at all") {
  CHECK(scaled_decimal("12.50", 2) == 1'250);
  CHECK(scaled_decimal("-0.5", 6) == -500'000);
  CHECK(scaled_decimal("1.500", 1) == 15);
  CHECK(scaled_decimal("92233720368547758.07", 2) == std::numeric_limits<std::int64_t>::max());
  CHECK(scaled_decimal("-92233720368547758.08", 2) == std::numeric_limits<std::int64_t>::min());
  for (const char* text : {"", "-", ".5", "5.", "1.234", "1e3", "+1", "92233720368547758.08", "1.2.3"}) CHECK_FALSE(scaled_decimal(text, 2).has_value());
}
