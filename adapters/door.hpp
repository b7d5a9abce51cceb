// The door of a ledger: takes events one by one, knows repeats and conflicts, names members, has events judged and writes
// what came of them.
//
// An event is posted once commit() has come back; the door commits by itself every kBatchEvents events and every
// kBatchMilliseconds. A refused event leaves nothing behind and does not use up its id.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "adapters/event_reader.hpp"
#include "adapters/ledger.hpp"
#include "adapters/store_history.hpp"
#include "engine/apply.hpp"
#include "engine/discount_quote.hpp"
#include "engine/scratch.hpp"

namespace setia::adapters {

inline constexpr std::uint64_t kBatchEvents = 1'000;
inline constexpr std::int64_t kBatchMilliseconds = 50;

struct DoorCounts {
  std::uint64_t posted = 0;
  std::uint64_t repeated = 0;
  std::uint64_t waiting = 0;         // returns whose receipt has not come yet [L2]
  std::uint64_t without_member = 0;  // of the posted ones
  std::uint64_t refused = 0;
};

enum class Answer { kPosted, kRepeated, kWaiting, kRefused };

class Door {
 public:
  explicit Door(Ledger& ledger) : ledger_(ledger), records_(ledger.store()) {}

  // Takes one event; `refusal` is filled when the answer is kRefused. A Failure means that nothing since the last commit is
  // in the ledger.
  engine::Result<Answer> take(ParsedEvent& parsed, engine::Refusal& refusal);
  engine::Status commit();
  // What taking it would come to: nothing is written, and who is unknown stays so. Works on a ledger opened for reading.
  engine::Result<Answer> quote(ParsedEvent& parsed, engine::Refusal& refusal);

  // Counts an event that its reader rejected.
  void count_rejected() { ++counts_.refused; }
  const DoorCounts& counts() const { return counts_; }
  // What came of the event that was posted or quoted last.
  const engine::Outcome& outcome() const { return outcome_; }
  // What the program's discounts take off the basket that was quoted last; its event then reports it.
  const engine::DiscountQuote& discounts() const { return discounts_; }

 private:
  enum class Strangers { kAreAdded, kAreImagined };

  engine::Result<MemberSecret> secret_of(const std::string& external);
  engine::Result<bool> make_ready(ParsedEvent& parsed, engine::Refusal& refusal);
  engine::Result<engine::MemberIndex> name(const std::string& external, engine::Event& event);
  engine::Status name_members(ParsedEvent& parsed);
  engine::Result<engine::Hash> fingerprint(const engine::Event& event);
  engine::Result<Answer> known_before(const engine::Event& event, engine::Sequence sequence, const engine::Hash& print,
                                      engine::Refusal& refusal);
  engine::Status let_time_pass(const engine::Event& event);
  void ask_clocks_again();
  engine::Status take_discounts(engine::Event& event);
  engine::Result<Answer> judge(const engine::Event& event, const engine::Hash& print, engine::Refusal& refusal);
  Answer count(std::uint64_t waited);
  engine::Status commit_when_due();

  Ledger& ledger_;
  StoreHistory records_;
  Strangers strangers_ = Strangers::kAreAdded;
  DoorCounts counts_;
  KeyedHash keyed_;
  engine::Hasher hasher_;
  engine::Scratch scratch_;
  engine::Outcome outcome_;
  engine::DiscountQuote discounts_;
  engine::Bytes plain_;
  std::int64_t quiet_until_ = INT64_MIN;  // before this instant nothing starts for everybody
  std::uint64_t uncommitted_ = 0;
  std::chrono::steady_clock::time_point first_uncommitted_;
};

// What a reader of events for this ledger must be told. `source`: of events that name none; may be empty.
engine::Result<ReaderSettings> reader_settings(Ledger& ledger, const std::string& source);

}  // namespace setia::adapters
