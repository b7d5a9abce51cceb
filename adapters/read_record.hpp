// A record of an open ledger read back whole: stamp, body and outcome, for whoever prints or exports them.
#pragma once

#include <optional>
#include <string>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct ReadRecord {
  engine::RecordStamp stamp;
  engine::Body body;
  engine::RecordedOutcome recorded;
  bool sealed_away = false;          // something in it was of a member who is forgotten

  const engine::Event* event() const { return std::get_if<engine::Event>(&body); }
  // "till-7/r1"; empty for what is no event.
  std::string event_name() const;
};

engine::Result<ReadRecord> read_record(Ledger& ledger, const engine::StoredRecord& record);
// kDiffers when there is no such record.
engine::Result<ReadRecord> read_record(Ledger& ledger, engine::Sequence sequence);

// The record that holds a posting; nothing when the ledger has no posting of that number.
engine::Result<std::optional<engine::Sequence>> record_of_posting(Ledger& ledger, engine::PostingNumber number);

}  // namespace setia::adapters
