// A ledger in memory for tests: one program with a flat give per purchase, events by day, and postings as one line each.
//
// The program's zone is UTC+7 all year; every event happens at noon there. Day 0 is 2027-01-01.
#pragma once

#include <string>
#include <vector>

#include "engine/apply.hpp"
#include "engine/chain.hpp"
#include "engine/completion.hpp"
#include "engine/posting.hpp"
#include "engine/record.hpp"
#include "engine/replay.hpp"
#include "engine/scratch.hpp"
#include "tests/engine/fake_sealer.hpp"

namespace setia::engine {

inline constexpr std::int64_t kMicro = 1'000'000;
inline constexpr std::int64_t kOffset = 7 * 3'600;
inline const Day kStart = 20'819;  // 2027-01-01

inline Program small_program(Symbols& symbols) {
  Program program;
  program.name = "Small";
  program.version = 1;
  program.hash.fill(0x11);
  program.currency = "IDR";
  program.currency_symbol = symbols.intern("IDR");
  program.filters.emplace_back();
  FieldOf birthday;
  birthday.name = "birthday";
  birthday.type = ValueType::kDate;
  birthday.personal = true;
  FieldOf town;
  town.name = "town";
  program.fields = {birthday, town};
  Unit beans;
  beans.name = "beans";
  beans.singular = "bean";
  beans.stages = {Rounding{}};
  program.units = {beans};
  Rule visit;
  visit.name = "Visit";
  visit.triggers = 1U << (static_cast<unsigned>(EventKind::kPurchase) - 1);
  Give ten;
  ten.kind = GiveKind::kFlat;
  ten.rate = {10 * kMicro, 1};
  visit.gives = {ten};
  program.rules = {visit};
  return program;
}

// The records of a ledger, looked through one by one.
class InMemory : public Records {
 public:
  explicit InMemory(const std::vector<StoredRecord>& records) : records_(records) {}

  Result<StoredRecord> record(Sequence sequence) override { return records_.at(sequence - 1); }
  Result<std::vector<History::Found>> find(std::string_view source, std::string_view id, Sequence last) override {
    std::vector<History::Found> anywhere;
    for (Sequence sequence = 1; sequence <= last; ++sequence) {
      const RecordStamp stamp = read_stamp(records_.at(sequence - 1).stamp).value();
      if (stamp.kind != RecordKind::kEvent) continue;
      Reader in(records_.at(sequence - 1).body);
      in.byte();
      if (in.text() != id) continue;
      if (stamp.door.source == source) return std::vector<History::Found>{{stamp.door.source, sequence}};
      anywhere.push_back({stamp.door.source, sequence});
    }
    return anywhere;
  }

 private:
  const std::vector<StoredRecord>& records_;
};

class SmallLedger : public Compiler {
 public:
  explicit SmallLedger(Program program, Symbols taken) : program_(std::move(program)) {
    rebuilt.symbols = std::move(taken);
    rebuilt.head = hasher_.of(encode_header(header));
    AdoptBody body;
    body.text = "program \"Small\" version 1";
    body.program_hash = program_.hash;
    body.tables = adopt_tables(program_);
    rebuilt.versions.adopt({program_, kAlways, body.text, {}});
    RecordStamp stamp;
    stamp.kind = RecordKind::kAdopt;
    write(stamp, body, Outcome{});
  }

  // A purchase of one line; `member` counts from 1, 0 is nobody. `day` counts from 2027-01-01.
  Event purchase(int day, std::uint32_t member, std::int64_t amount_minor = 1'000) {
    Event event = at(EventKind::kPurchase, day, member);
    Line line;
    line.sku = rebuilt.symbols.intern("LATTE");
    line.amount_minor = amount_minor;
    line.has_amount = true;
    event.lines.push_back(line);
    return event;
  }

  Event at(EventKind kind, int day, std::uint32_t member) {
    Event event;
    event.kind = kind;
    event.id = "e" + std::to_string(++ids_);
    event.member = MemberIndex{member};
    event.stamp.source = "till";
    event.stamp.program = event.stamp.local = {kStart + day, 720};
    event.stamp.instant_second = (std::int64_t{kStart} + day) * 86'400 + 720 * 60 - kOffset;
    event.stamp.received_second = event.stamp.instant_second;
    event.stamp.offset_second = kOffset;
    if (member == rebuilt.state.members.size()) event.named.push_back({event.member, id_of(member), Hash{}});
    return event;
  }

  Event member_event(EventKind kind, int day, std::uint32_t member, const std::string& object, Object fields) {
    Event event = at(kind, day, member);
    event.more.push_back({object, Value{std::move(fields)}});
    return event;
  }

  void join(int day, std::uint32_t member) { post(at(EventKind::kJoin, day, member)); }

  // Applies, records and takes; what was posted, one line per posting, or why it was refused.
  std::string post(Event event) {
    const Status completed = complete(event, 2, rebuilt.symbols);
    if (!completed) return completed.failure().what;
    InMemory past(records);
    StoredHistory history(past, world());
    const auto cases = find_cases(event, rebuilt.versions, rebuilt.state, rebuilt.symbols, history);
    if (!cases) return cases.failure().what;
    apply(rebuilt.versions, rebuilt.state, event, cases.value(), scratch_, outcome, nullptr);
    if (outcome.refused) return "refused: " + outcome.refusal.what;
    records.emplace_back();
    encode_event_record(rebuilt.state.sequence + 1, Hash{}, event, {}, outcome, world(), records.back());
    take_in(passed_with(event.stamp));
    return lines(outcome);
  }

  std::string let_time_pass(int day) {
    const CivilTime until{kStart + day, 0};
    const std::int64_t second = std::int64_t{until.day} * 86'400 - kOffset;
    RecordStamp stamp;
    stamp.kind = RecordKind::kTime;
    stamp.door.program = stamp.door.local = until;
    stamp.door.instant_second = stamp.door.received_second = second;
    TimeBody body;
    body.until = until;
    body.until_second = second;
    body.first_joining = 1;
    body.last_joining = 1'000;
    Outcome due;
    apply_time(rebuilt.versions, rebuilt.state, {1, 1'000}, passed_by(body), scratch_, due, nullptr);
    write(stamp, body, due);
    return lines(due);
  }

  void write(RecordStamp stamp, const Body& body, const Outcome& came) {
    stamp.sequence = rebuilt.state.sequence + 1;
    records.emplace_back();
    encode_record(stamp, body, {}, came, world(), records.back());
    outcome = came;
    const auto* time = std::get_if<TimeBody>(&body);
    take_in(time != nullptr ? passed_by(*time) : Passed{{rebuilt.state.clock_second, rebuilt.state.clock_program}, DueStep::kBefore});
  }

  Status replay(ReplayMode mode, Rebuilt& anew) {
    InMemory past(records);
    Replay replay(header, mode, sealer, *this, anew, &past);
    for (const StoredRecord& record : records) {
      const Status done = replay.next(record);
      if (!done) return done;
    }
    check_sums(anew.state);
    return Done{};
  }

  Result<Program> compile(std::string_view, Symbols&) override { return program_; }

  // "0 rule 10 issued > available #1 until 2027-03-01": day, why, amount, accounts, lot, last valid day.
  std::string lines(const Outcome& came) const {
    std::string text;
    for (const Posting& posting : came.postings) text += (text.empty() ? "" : "\n") + line(posting);
    return text;
  }

  std::string line(const Posting& posting) const {
    static const char* const kWhy[] = {"", "rule", "release", "expiry", "debt", "redemption", "hold", "hold end", "return", "adjust", "forfeit", "bought"};
    static const char* const kAccount[] = {"", "available", "pending", "held", "issued", "redeemed", "expired", "forfeited", "written-off", "adjusted", "partner"};
    const auto lot = [](LotNumber number) { return number == 0 ? std::string() : " #" + std::to_string(number); };
    std::string text = std::to_string(posting.effective.day - kStart) + ":" + std::to_string(posting.effective.minute) + " " +
                       kWhy[static_cast<int>(posting.why)] + " " + std::to_string(posting.amount_micro / kMicro) + " " +
                       kAccount[static_cast<int>(posting.from.kind)] + lot(posting.lot_left) + " > " + kAccount[static_cast<int>(posting.to.kind)] +
                       lot(posting.lot_entered);
    if (posting.to.kind == AccountKind::kPending) text += " released " + std::to_string(posting.release.day - kStart);
    if (posting.last_valid != kNever) text += " until " + std::to_string(posting.last_valid - kStart);
    return text;
  }

  std::string balance(std::uint32_t member) const {
    std::string text;
    for (const Holding& holding : rebuilt.state.members[member].holdings)
      text += std::to_string(holding.available_micro / kMicro) + " available " + std::to_string(holding.pending_micro / kMicro) + " pending " +
              std::to_string(holding.debt_micro / kMicro) + " owed";
    return text;
  }

  static MemberId id_of(std::uint32_t member) {
    MemberId id{};
    id[0] = static_cast<std::uint8_t>(0xA0 + member);
    id[15] = static_cast<std::uint8_t>(member);
    return id;
  }

  RecordWorld world() { return {rebuilt.versions, rebuilt.state, rebuilt.symbols, sealer}; }

  LedgerHeader header;
  FakeSealer sealer;
  Rebuilt rebuilt;
  Outcome outcome;
  std::vector<StoredRecord> records;

 private:
  void take_in(const Passed& passed) {
    records.back().hash = chain_hash(hasher_, rebuilt.head, records.back());
    take(rebuilt.versions, outcome, rebuilt.state.sequence + 1, passed, rebuilt.state);
    rebuilt.head = records.back().hash;
    check_sums(rebuilt.state);
  }

  Program program_;
  Hasher hasher_;
  Scratch scratch_;
  int ids_ = 0;
};

// `change` may shape the program before it is adopted.
template <class Change>
SmallLedger ledger_of(Change change) {
  Symbols symbols;
  Program program = small_program(symbols);
  change(program);
  return SmallLedger(std::move(program), std::move(symbols));
}

inline Status verify(SmallLedger& ledger) {
  Rebuilt anew;
  return ledger.replay(ReplayMode::kVerify, anew);
}

}  // namespace setia::engine
