// Replay rebuilds the same state, and finds whatever was changed.
#include <catch2/catch.hpp>

#include "engine/snapshot.hpp"
#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

// Joins, personal fields, expiry, a stranger, nobody, and time.
SmallLedger busy() {
  SmallLedger ledger = ledger_of([](Program& program) {
    Expiry days;
    days.length = {20, LengthUnit::kDays};
    program.units[0].life.expiries = {days};
    Slot birthday;
    birthday.text = "birthday";
    birthday.kind = SlotKind::kMemberField;
    birthday.type = ValueType::kDate;
    birthday.from_body = false;
    birthday.field = FieldId{std::size_t{0}};
    program.slots = {birthday};
  });
  ledger.join(0, 1);
  ledger.post(ledger.member_event(EventKind::kMember, 0, 1, "set", {{"birthday", Value{std::string("1990-05-17")}}}));
  ledger.post(ledger.purchase(1, 1));
  ledger.post(ledger.purchase(2, 2));
  Event noted = ledger.purchase(3, 1);
  noted.lines[0].more.push_back({"note", Value{std::string("for Ana")}});
  noted.more.push_back({"mood", Value{List{Value{Number{"1.5"}}, Value{true}}}});
  ledger.post(noted);
  ledger.post(ledger.purchase(4, 0));
  ledger.post(ledger.purchase(30, 1));
  ledger.let_time_pass(60);
  return ledger;
}

bool contains(const Bytes& bytes, std::string_view text) {
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()).find(text) != std::string_view::npos;
}

Bytes state_bytes(SmallLedger& ledger, Rebuilt& rebuilt) {
  Bytes bytes;
  encode_state({rebuilt.versions, rebuilt.state, rebuilt.symbols, ledger.sealer}, bytes);
  return bytes;
}

// Chains all records anew, as somebody would who rewrites a journal.
void chain_again(SmallLedger& ledger) {
  Hasher hasher;
  Hash head = hasher.of(encode_header(ledger.header));
  for (StoredRecord& record : ledger.records) head = record.hash = chain_hash(hasher, head, record);
}

}  // namespace

TEST_CASE("Replay, judging anew or taking what is recorded, gives the same state and head") {
  SmallLedger ledger = busy();
  const ReplayMode mode = GENERATE(ReplayMode::kVerify, ReplayMode::kTake);
  Rebuilt anew;
  const Status done = ledger.replay(mode, anew);
  INFO((done ? std::string() : done.failure().what));
  REQUIRE(done.ok());
  CHECK(anew.head == ledger.rebuilt.head);
  CHECK(state_bytes(ledger, anew) == state_bytes(ledger, ledger.rebuilt));
}

TEST_CASE("Any changed byte of any part is found, and the record is named") {
  SmallLedger ledger = busy();
  REQUIRE(verify(ledger).ok());
  std::size_t changed = 0;
  for (std::size_t at = 0; at < ledger.records.size(); ++at)
    for (Bytes StoredRecord::*part : {&StoredRecord::stamp, &StoredRecord::body, &StoredRecord::facts, &StoredRecord::outcome})
      for (std::size_t byte = 0; byte < (ledger.records[at].*part).size(); ++byte) {
        const std::uint8_t kept = (ledger.records[at].*part)[byte];
        (ledger.records[at].*part)[byte] = static_cast<std::uint8_t>(kept ^ 0x01);
        const Status found = verify(ledger);
        REQUIRE_FALSE(found.ok());
        REQUIRE(found.failure().what.find("record " + std::to_string(at + 1)) != std::string::npos);
        (ledger.records[at].*part)[byte] = kept;
        ++changed;
      }
  CHECK(changed > 1'000);
}

TEST_CASE("A rewritten amount is found even where the chain was made anew, and said in words") {
  SmallLedger ledger = busy();
  StoredRecord& record = ledger.records[3];
  RecordStamp stamp = read_stamp(record.stamp).value();
  RecordedOutcome recorded = read_outcome(record, stamp, ledger.world()).value();
  recorded.outcome.postings[0].amount_micro = 900 * kMicro;
  bool sealed_away = false;
  const Body body = read_record_body(stamp, record.body, ledger.world(), sealed_away).value();
  const Facts facts = read_facts(record, MemberIndex{1U}, ledger.world(), sealed_away).value();
  recorded.outcome.facts = facts;
  Rebuilt half;
  Replay replay(ledger.header, ReplayMode::kVerify, ledger.sealer, ledger, half);
  for (std::size_t at = 0; at < 3; ++at) REQUIRE(replay.next(ledger.records[at]).ok());
  encode_record(stamp, body, {}, recorded.outcome, {half.versions, half.state, ledger.rebuilt.symbols, ledger.sealer}, record);
  chain_again(ledger);
  const Status found = verify(ledger);
  REQUIRE_FALSE(found.ok());
  CHECK_THAT(found.failure().what, Catch::StartsWith("record 4, outcome: posting 1 is 900 beans by rule \"Visit\"; worked out anew it is 10 beans by rule \"Visit\""));
}

TEST_CASE("Records left out, put in twice or in another order are found") {
  SmallLedger ledger = busy();
  const auto records = ledger.records;
  ledger.records.erase(ledger.records.begin() + 4);
  CHECK_THAT(verify(ledger).failure().what, Catch::Contains("record 5 was to come here"));
  ledger.records = records;
  std::swap(ledger.records[3], ledger.records[4]);
  CHECK_FALSE(verify(ledger).ok());
  ledger.records = records;
  ledger.records.insert(ledger.records.begin() + 2, records[2]);
  CHECK_FALSE(verify(ledger).ok());
}

TEST_CASE("Nothing personal stands in the clear, nor what no version declares") {
  SmallLedger ledger = busy();
  for (const StoredRecord& record : ledger.records)
    for (const Bytes* part : {&record.stamp, &record.body, &record.facts, &record.outcome}) {
      CHECK_FALSE(contains(*part, "1990-05-17"));
      CHECK_FALSE(contains(*part, "for Ana"));
    }
  CHECK(contains(ledger.records[3].body, "LATTE"));
}

TEST_CASE("Records of a forgotten member verify as given, and their personal values are gone") {
  SmallLedger ledger = busy();
  ledger.sealer.forgotten.push_back(SmallLedger::id_of(1));
  Outcome cleared;
  apply_forget(ledger.rebuilt.versions, MemberIndex{1U}, cleared);
  RecordStamp stamp;
  stamp.kind = RecordKind::kForget;
  ledger.write(stamp, ForgetBody{MemberIndex{1U}}, cleared);
  Rebuilt anew;
  Replay replay(ledger.header, ReplayMode::kVerify, ledger.sealer, ledger, anew);
  for (const StoredRecord& record : ledger.records) {
    const Status done = replay.next(record);
    INFO((done ? std::string() : done.failure().what));
    REQUIRE(done.ok());
  }
  CHECK(replay.counts().taken_as_given == 5);
  CHECK(anew.head == ledger.rebuilt.head);
  CHECK(anew.state.members[1].fields.empty());
  CHECK(anew.state.books[0].issued_micro == ledger.rebuilt.state.books[0].issued_micro);
}

TEST_CASE("A snapshot gives the state back") {
  SmallLedger ledger = busy();
  const Bytes bytes = state_bytes(ledger, ledger.rebuilt);
  CHECK_FALSE(contains(bytes, "1990-05-17"));
  Result<State> state = decode_state(bytes, ledger.rebuilt.versions, ledger.rebuilt.symbols, ledger.sealer);
  REQUIRE(state.ok());
  check_sums(state.value());
  CHECK(state.value().members[1].fields.at(0).value == ledger.rebuilt.state.members[1].fields.at(0).value);
  CHECK(state.value().joiners == ledger.rebuilt.state.joiners);
  std::swap(ledger.rebuilt.state, state.value());
  CHECK(state_bytes(ledger, ledger.rebuilt) == bytes);
}
