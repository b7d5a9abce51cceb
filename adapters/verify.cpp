#include "adapters/verify.hpp"

#include <algorithm>
#include <chrono>

#include "adapters/index_check.hpp"
#include "adapters/records_ahead.hpp"
#include "adapters/shown.hpp"
#include "adapters/store_history.hpp"
#include "adapters/unit_names.hpp"
#include "engine/posting.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Status;

struct InBetween {
  engine::Wide amount_micro = 0;
  std::uint64_t members = 0;
  engine::Day oldest = engine::kNever;
};

template <class Lots>
void add(std::int64_t amount_micro, const Lots& lots, InBetween& sum) {
  if (amount_micro == 0) return;
  sum.amount_micro += amount_micro;
  ++sum.members;
  for (const auto& lot : lots) sum.oldest = std::min(sum.oldest, lot.lot.earned);
}

std::string sentence(const InBetween& sum, const std::string& unit, const std::string& where) {
  return units_text(sum.amount_micro) + " " + unit + " are " + where + ", of " + std::to_string(sum.members) +
         " members; the oldest were earned on " + day_text(sum.oldest) + ".";
}

std::vector<std::string> in_between(const engine::Rebuilt& rebuilt) {
  const std::vector<std::string> names = unit_names(rebuilt.versions);
  std::vector<InBetween> pending(names.size()), held(names.size());
  for (const engine::MemberState& member : rebuilt.state.members) {
    for (const engine::Holding& holding : member.holdings) {
      add(holding.pending_micro, holding.pending, pending[holding.unit_key]);
      add(holding.held_micro, holding.held, held[holding.unit_key]);
    }
  }
  std::vector<std::string> sentences;
  for (std::size_t key = 0; key < names.size(); ++key) {
    if (pending[key].members > 0) sentences.push_back(sentence(pending[key], names[key], "pending"));
    if (held[key].members > 0) sentences.push_back(sentence(held[key], names[key], "held"));
  }
  return sentences;
}

// Returns whose receipt has not come [L2].
std::string waiting_returns(const engine::Rebuilt& rebuilt) {
  const auto& waiting = rebuilt.state.waiting;
  if (waiting.empty()) return {};
  const auto oldest = std::min_element(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const std::string since = instant_text(oldest->second);
  const std::string receipt(rebuilt.symbols.text(oldest->receipt));
  if (waiting.size() == 1) return "1 return waits for its receipt \"" + receipt + "\" since " + since + ".";
  return std::to_string(waiting.size()) + " returns wait for their receipts; the oldest for \"" + receipt + "\" since " + since + ".";
}

class Verifying {
 public:
  Verifying(Store& store, Keys& keys, World world) : store_(store), keys_(keys), sealer_(keys), compiler_(world.zones), past_(store) {}

  // kDiffers when something differs; other reasons when the ledger cannot be read.
  Status run(const OnProgress& progress, Verification& result) {
    if (const Status tables = check_tables(store_.database()); !tables) return tables;
    if (const Status keys = keys_.check(); !keys) return keys;
    if (const Status view = keys_.keep_view(); !view) return view;
    IndexCheck indexes(store_);
    const Result<std::uint64_t> total = store_.last_sequence();
    if (!total) return total.failure();
    RecordsAhead ahead(store_.path());
    engine::Replay replay(store_.header(), engine::ReplayMode::kVerify, sealer_, compiler_, rebuilt_, &past_);
    replay.read_history_from(StoredRecords::journal_of(store_));
    Status done = judge_all(ahead, replay, indexes, total.value(), progress);
    // What was written meanwhile, and the tables, in one view of the file.
    if (done) done = store_.database().run("BEGIN");
    if (done) done = judge_rest(replay, indexes);
    result.counts = replay.counts();
    if (!done) return done;
    engine::check_sums(rebuilt_.state);
    result.head = rebuilt_.head;
    result.waiting = in_between(rebuilt_);
    if (std::string waiting = waiting_returns(rebuilt_); !waiting.empty()) result.waiting.push_back(std::move(waiting));
    if (const Status same = indexes.finish({rebuilt_.versions, rebuilt_.state, rebuilt_.symbols, sealer_}); !same) return same;
    return nobody_missing();
  }

 private:
  Status judge_all(RecordsAhead& records, engine::Replay& replay, IndexCheck& indexes, std::uint64_t total, const OnProgress& progress) {
    while (true) {
      const auto next = records.next();
      if (!next) return next.failure();
      if (next.value() == nullptr) return Done{};
      const ChainedRecord& chained = *next.value();
      if (const Status done = judge(chained.record, chained.fits, chained.partition, replay, indexes); !done) return done;
      if (progress) progress(rebuilt_.state.sequence, total);
    }
  }

  Status judge_rest(engine::Replay& replay, IndexCheck& indexes) {
    Result<StoredRecords> records = StoredRecords::from(store_, rebuilt_.state.sequence + 1);
    if (!records) return records.failure();
    while (true) {
      const auto record = records.value().next();
      if (!record) return record.failure();
      if (record.value() == nullptr) return Done{};
      const bool fits = engine::chain_hash(hasher_, rebuilt_.head, *record.value()) == record.value()->hash;
      if (const Status done = judge(*record.value(), fits, records.value().partition(), replay, indexes); !done) return done;
    }
  }

  Status judge(const engine::StoredRecord& record, bool fits, std::int64_t partition, engine::Replay& replay, IndexCheck& indexes) {
    Status done = replay.next(record, fits);
    if (done) done = indexes.record(rebuilt_.state, replay.last(), partition);
    if (done) done = names(replay.last());
    return done;
  }

  // The external ids of members first named here are those that the record proves.
  Status names(const engine::Replayed& last) {
    if (last.kind == engine::RecordKind::kForget) std::erase(missing_, rebuilt_.state.members[last.members.front().index()].id);
    for (const engine::Naming& naming : last.named) {
      const Result<std::string> external = keys_.external(naming.id);
      if (!external) return external.failure();
      if (external.value().empty()) {
        missing_.push_back(naming.id);
        continue;
      }
      const auto secret = keys_.find(external.value());
      if (!secret) return secret.failure();
      if (!secret.value() || Keys::salted(hasher_, *secret.value(), external.value()) != naming.salted)
        return Failure{Reason::kDiffers,
                       "LEDGER.keys: member \"" + external.value() + "\" is not the one whom record " +
                           std::to_string(rebuilt_.state.sequence) + " names.",
                       ""};
    }
    return Done{};
  }

  Status nobody_missing() const {
    if (missing_.empty()) return Done{};
    return Failure{Reason::kDiffers,
                   "LEDGER.keys: " + std::to_string(missing_.size()) +
                       " members of the ledger are not in it, and no record says that they were forgotten.",
                   ""};
  }

  Store& store_;
  Keys& keys_;
  KeySealer sealer_;
  ProgramCompiler compiler_;
  StoreHistory past_;
  engine::Rebuilt rebuilt_;
  engine::Hasher hasher_;
  std::vector<engine::MemberId> missing_;
};

}  // namespace

Result<Verification> verify(const std::string& path, World world, const OnProgress& progress) {
  const auto begun = std::chrono::steady_clock::now();
  Verification result;
  const auto differs = [&](const Failure& failure) -> Result<Verification> {
    if (failure.reason != Reason::kDiffers) return failure;
    result.difference = failure.what;
    return result;
  };
  Result<Store> store = Store::open(path, Access::kRead);
  if (!store) return differs(store.failure());
  Result<Keys> keys = Keys::open(path, store.value().header(), Access::kRead);
  if (!keys) return differs(keys.failure());
  const Status done = Verifying(store.value(), keys.value(), world).run(progress, result);
  result.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  if (!done) return differs(done.failure());
  return result;
}

}  // namespace setia::adapters
