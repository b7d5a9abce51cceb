#include "adapters/read_record.hpp"

namespace setia::adapters {

using engine::Result;
using engine::Sequence;

std::string ReadRecord::event_name() const { return event() == nullptr ? std::string() : stamp.door.source + "/" + event()->id; }

Result<ReadRecord> read_record(Ledger& ledger, const engine::StoredRecord& record) {
  ReadRecord read;
  auto stamp = engine::read_stamp(record.stamp);
  if (!stamp) return stamp.failure();
  read.stamp = std::move(stamp).value();
  auto body = engine::read_record_body(read.stamp, record.body, ledger.record_world(), read.sealed_away);
  if (!body) return body.failure();
  read.body = std::move(body).value();
  auto recorded = engine::read_outcome(record, read.stamp, ledger.record_world());
  if (!recorded) return recorded.failure();
  read.recorded = std::move(recorded).value();
  return read;
}

Result<ReadRecord> read_record(Ledger& ledger, Sequence sequence) {
  const auto record = ledger.store().record(sequence);
  if (!record) return record.failure();
  if (!record.value())
    return engine::Failure{engine::Reason::kDiffers, "Record " + std::to_string(sequence) + " is missing.", "Run: setia verify."};
  return read_record(ledger, *record.value());
}

// Postings are numbered in the order of their records, so halves are ruled out; records without postings are passed by.
Result<std::optional<Sequence>> record_of_posting(Ledger& ledger, engine::PostingNumber number) {
  Sequence low = 1, high = ledger.state().sequence;
  while (low <= high) {
    const Sequence middle = low + (high - low) / 2;
    for (Sequence at = middle; true; ++at) {
      if (at > high) {
        high = middle - 1;
        break;
      }
      const auto record = read_record(ledger, at);
      if (!record) return record.failure();
      const auto& postings = record.value().recorded.outcome.postings;
      if (postings.empty()) continue;
      if (postings.front().number <= number && number <= postings.back().number) return std::optional(at);
      if (postings.front().number > number) high = middle - 1;
      else low = at + 1;
      break;
    }
  }
  return std::optional<Sequence>();
}

}  // namespace setia::adapters
