// Rebuilds a ledger's state from its journal and nothing else; when verifying, judges every event anew and compares bytes.
#pragma once

#include <functional>
#include <memory>

#include "engine/chain.hpp"
#include "engine/ports.hpp"
#include "engine/record.hpp"
#include "engine/rejudged_past.hpp"
#include "engine/scratch.hpp"
#include "engine/state.hpp"
#include "engine/stored_history.hpp"
#include "engine/symbols.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// Makes a program of an adopted text; rules/ compiles, the engine only asks.
class Compiler {
 public:
  virtual ~Compiler() = default;
  virtual Result<Program> compile(std::string_view text, Symbols& symbols) = 0;
};

// Records in order of sequence. The pointer is null at the end and holds until the next call.
class RecordSource {
 public:
  virtual ~RecordSource() = default;
  virtual Result<const StoredRecord*> next() = 0;
};

enum class ReplayMode : std::uint8_t {
  kVerify,  // judge anew, encode, compare
  kTake,    // take recorded outcomes as they are: a restart
  kRejudge  // judge anew under the versions that stand already, whatever the journal adopted, and compare nothing
};

struct ReplayCounts {
  std::uint64_t records = 0, events = 0, postings = 0;
  std::uint64_t taken_as_given = 0;   // of forgotten members: recorded facts and outcome cannot be judged again
  std::uint64_t refused = 0;          // kRejudge: events that these versions refuse
};

// What the record replayed last is found by, and whom it named.
struct Replayed {
  RecordKind kind = RecordKind::kEvent;
  std::string source, id;             // of an event
  MemberIndex member;                 // of an event; nobody otherwise
  std::vector<MemberIndex> members;   // named or changed
  std::vector<Naming> named;
};

// Everything known after the records replayed so far.
struct Rebuilt {
  Symbols symbols;
  Versions versions;
  State state;
  Hash head{};                        // chain hash of the last record; H(header) before the first
};

class Replay {
 public:
  // `past`: all records of the ledger, where they are judged anew; may be null where they are taken as they are.
  Replay(const LedgerHeader& header, ReplayMode mode, Sealer& sealer, Compiler& compiler, Rebuilt& rebuilt, Records* past = nullptr);

  // Gives the journal from its first record on. Without it, what an adoption gathered from the history is taken as recorded.
  using Journal = std::function<Result<std::unique_ptr<RecordSource>>()>;
  void read_history_from(Journal journal) { journal_ = std::move(journal); }

  // The next record. kDiffers names record, part and the first thing that differs; nothing may be asked after a failure.
  Status next(const StoredRecord& record) { return next(record, chain_hash(hasher_, rebuilt_.head, record) == record.hash); }
  // The same where the record was chained already: `fits` when its hash is the one of its bytes after the record before.
  Status next(const StoredRecord& record, bool fits);
  // All records of `source`, then that every sum is zero; `progress` (may be empty) is called after each record.
  Status all(RecordSource& source, const std::function<void(const ReplayCounts&)>& progress);

  const ReplayCounts& counts() const { return counts_; }
  const Replayed& last() const { return last_; }
  // What came of the record replayed last.
  const Outcome& outcome() const { return outcome_; }

 private:
  Status check_place(const StoredRecord& record, const RecordStamp& stamp) const;
  Status adopt(const StoredRecord& record, const AdoptBody& body);
  Status rejudge(const StoredRecord& record, const RecordStamp& stamp, Body& body, bool sealed_away);
  bool runs_for_forgotten(const TimeBody& body) const;
  bool is_forgotten(const Event& event, MemberIndex member) const;
  bool is_forgotten(const Event& event, bool sealed_away) const;
  Status gather_history(const StoredRecord& record, const RecordStamp& stamp);
  Status work_out(const StoredRecord& record, const RecordStamp& stamp, Body& body);
  Status judge_event(const StoredRecord& record, Event& event);
  Status take_recorded(const StoredRecord& record, const RecordStamp& stamp);
  Result<std::vector<Case>> cases_of(const Event& event);
  bool as_given(const StoredRecord& record, const RecordStamp& stamp, const Body& body, bool sealed_away);
  void take_in(const StoredRecord& record, const RecordStamp& stamp, const Body& body);
  void remember(RecordStamp& stamp, const Body& body);
  RecordWorld world() { return {rebuilt_.versions, rebuilt_.state, rebuilt_.symbols, sealer_}; }

  ReplayMode mode_;
  Journal journal_;
  RejudgedPast rejudged_;
  Sealer& sealer_;
  Compiler& compiler_;
  Rebuilt& rebuilt_;
  Records* past_;
  Hasher hasher_;
  Scratch scratch_;
  Outcome outcome_;
  StoredRecord encoded_;
  ReplayCounts counts_;
  Replayed last_;
};

}  // namespace setia::engine
