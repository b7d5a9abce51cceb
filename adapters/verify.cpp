#include "adapters/verify.hpp"

#include <algorithm>
#include <chrono>

#include "adapters/index_check.hpp"
#include "adapters/shown.hpp"
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

void add_pending(const engine::Holding& holding, InBetween& sum) {
  if (holding.pending_micro == 0) return;
  sum.amount_micro += holding.pending_micro;
  ++sum.members;
  for (const engine::PendingLot& lot : holding.pending) sum.oldest = std::min(sum.oldest, lot.lot.earned);
}

std::vector<std::string> in_between(const engine::Rebuilt& rebuilt) {
  const std::vector<std::string> names = unit_names(rebuilt.versions);
  std::vector<InBetween> pending(names.size());
  for (const engine::MemberState& member : rebuilt.state.members) {
    for (const engine::Holding& holding : member.holdings) add_pending(holding, pending[holding.unit_key]);
  }
  std::vector<std::string> sentences;
  for (std::size_t key = 0; key < pending.size(); ++key) {
    if (pending[key].members == 0) continue;
    sentences.push_back(units_text(pending[key].amount_micro) + " " + names[key] + " are pending, of " +
                        std::to_string(pending[key].members) + " members; the oldest were earned on " + day_text(pending[key].oldest) +
                        ".");
  }
  return sentences;
}

class Verifying {
 public:
  Verifying(Store& store, Keys& keys, World world) : store_(store), keys_(keys), sealer_(keys), compiler_(world.zones) {}

  // kDiffers when something differs; other reasons when the ledger cannot be read.
  Status run(const OnProgress& progress, Verification& result) {
    if (const Status tables = check_tables(store_.database()); !tables) return tables;
    if (const Status keys = keys_.check(); !keys) return keys;
    Result<IndexCheck> indexes = IndexCheck::begin(store_);
    if (!indexes) return indexes.failure();
    const Result<std::uint64_t> total = store_.last_sequence();
    if (!total) return total.failure();
    Result<StoredRecords> records = StoredRecords::from(store_, 1);
    if (!records) return records.failure();
    engine::Replay replay(store_.header(), engine::ReplayMode::kVerify, sealer_, compiler_, rebuilt_);
    replay.read_history_from(StoredRecords::journal_of(store_));
    Status done = drain(records.value(), replay, indexes.value(), total.value(), progress);
    // What was written meanwhile, and the counts, in one view of the file.
    if (done) done = store_.database().run("BEGIN");
    if (done) done = drain(records.value(), replay, indexes.value(), total.value(), progress);
    result.counts = replay.counts();
    if (!done) return done;
    engine::check_sums(rebuilt_.state);
    result.head = rebuilt_.head;
    result.waiting = in_between(rebuilt_);
    if (const Status counted = indexes.value().finish(); !counted) return counted;
    return nobody_missing();
  }

 private:
  Status drain(StoredRecords& records, engine::Replay& replay, IndexCheck& indexes, std::uint64_t total, const OnProgress& progress) {
    while (true) {
      const auto record = records.next();
      if (!record) return record.failure();
      if (record.value() == nullptr) return Done{};
      Status done = replay.next(*record.value());
      if (done) done = indexes.record(rebuilt_.state, replay.last(), records.partition());
      if (done) done = names(replay.last());
      if (!done) return done;
      if (progress) progress(rebuilt_.state.sequence, total);
    }
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
