#include "adapters/exported_entry.hpp"

#include "adapters/member_history.hpp"
#include "adapters/shown.hpp"
#include "engine/apply.hpp"
#include "engine/scratch.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::PostingWhy;
using engine::Result;
using engine::Status;

class Exporting {
 public:
  Exporting(Ledger& ledger, const ExportCalls& calls) : ledger_(ledger), calls_(calls), names_(ledger) {
    for (std::size_t ordinal = 0; ordinal < ledger.versions().size(); ++ordinal)
      hashes_.push_back(hash_text(ledger.versions().at(engine::VersionOrdinal{ordinal}).program.hash));
  }

  Status record(const ReadRecord& record) {
    if (calls_.record) {
      if (const Status done = calls_.record(record); !done) return done;
    }
    entry_.record = record.stamp.sequence;
    entry_.source = record.event() == nullptr ? std::string() : record.stamp.door.source;
    entry_.event = record.event() == nullptr ? std::string() : record.event()->id;
    return postings(record.recorded.outcome.postings);
  }

  Status not_yet_booked() {
    const engine::State& state = ledger_.state();
    engine::Outcome due;
    engine::Scratch scratch;
    const engine::Passed until{{state.clock_second, state.clock_program}, engine::DueStep::kAll};
    engine::apply_time(ledger_.versions(), state, {1, state.joined}, until, scratch, due, nullptr);
    entry_.record = 0;
    entry_.source.clear();
    entry_.event.clear();
    return postings(due.postings);
  }

 private:
  Status postings(const std::vector<engine::Posting>& postings) {
    for (const engine::Posting& posting : postings) {
      if (const Status done = fill(posting); !done) return done;
      if (const Status done = calls_.entry(entry_); !done) return done;
    }
    return Done{};
  }

  Status fill(const engine::Posting& posting) {
    Result<std::string> from = names_.account(posting.from, posting);
    if (!from) return from.failure();
    Result<std::string> to = names_.account(posting.to, posting);
    if (!to) return to.failure();
    const engine::Program& program = ledger_.versions().at(posting.version).program;
    const bool by_rule = posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn || posting.why == PostingWhy::kPartner;
    entry_.number = posting.number;
    entry_.instant = instant_text(posting.effective_second);
    entry_.day = day_text(posting.effective.day);
    entry_.from = std::move(from).value();
    entry_.to = std::move(to).value();
    entry_.unit = names_.unit(posting);
    entry_.amount_micro = posting.amount_micro;
    entry_.cause = posting.why == PostingWhy::kRule ? "rule" : posting.why == PostingWhy::kReturn ? "return" : posting.why == PostingWhy::kPartner ? "partner" : cause_of(posting, program);
    entry_.rule = by_rule ? program.rules[posting.rule.index()].name : std::string();
    entry_.program = hashes_[posting.version.index()];
    entry_.line = posting.line;
    entry_.lot_left = posting.lot_left;
    entry_.lot_entered = posting.lot_entered;
    entry_.reverses = posting.reverses;
    fill_days(posting);
    return Done{};
  }

  void fill_days(const engine::Posting& posting) {
    const bool has_lot = posting.lot_left != 0 || posting.lot_entered != 0;
    entry_.earned = posting.earned == 0 ? std::string() : day_text(posting.earned);
    entry_.valid_until = !has_lot || posting.last_valid == engine::kNever ? std::string() : day_text(posting.last_valid);
    entry_.released.clear();
    if (posting.to.kind != engine::AccountKind::kPending) return;
    entry_.released = posting.release.second != 0 ? instant_text(posting.release.second) : day_text(posting.release.day);
  }

  Ledger& ledger_;
  const ExportCalls& calls_;
  AccountNames names_;
  std::vector<std::string> hashes_;
  ExportedEntry entry_;
};

}  // namespace

Status export_entries(Ledger& ledger, const ExportCalls& calls, const OnProgress& progress) {
  Result<StoredRecords> records = StoredRecords::from(ledger.store(), 1);
  if (!records) return records.failure();
  Exporting exporting(ledger, calls);
  const engine::Sequence last = ledger.state().sequence;
  for (engine::Sequence sequence = 1; sequence <= last; ++sequence) {
    const auto record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) break;
    const Result<ReadRecord> read = read_record(ledger, *record.value());
    if (!read) return read.failure();
    if (const Status done = exporting.record(read.value()); !done) return done;
    if (progress) progress(sequence, last);
  }
  return exporting.not_yet_booked();
}

}  // namespace setia::adapters
