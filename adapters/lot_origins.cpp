#include "adapters/lot_origins.hpp"

#include <algorithm>
#include <vector>

namespace setia::adapters {
namespace {

using engine::LotNumber;
using engine::Result;

std::vector<LotNumber> open_lots(const engine::State& state) {
  std::vector<LotNumber> lots;
  for (const engine::MemberState& member : state.members) {
    for (const engine::Holding& holding : member.holdings) {
      for (const engine::Lot& lot : holding.lots) lots.push_back(lot.number);
      for (const engine::PendingLot& lot : holding.pending) lots.push_back(lot.lot.number);
      for (const engine::HeldLot& lot : holding.held) lots.push_back(lot.lot.number);
    }
  }
  std::sort(lots.begin(), lots.end());
  return lots;
}

std::string event_of(const engine::StoredRecord& record, const engine::RecordStamp& stamp, const engine::RecordWorld& world) {
  bool sealed_away = false;
  const auto body = engine::read_record_body(stamp, record.body, world, sealed_away);
  const auto* event = body ? std::get_if<engine::Event>(&body.value()) : nullptr;
  return event == nullptr ? std::string() : stamp.door.source + "/" + event->id;
}

}  // namespace

Result<std::map<LotNumber, LotOrigin>> lot_origins(Ledger& ledger) {
  const std::vector<LotNumber> wanted = open_lots(ledger.state());
  std::map<LotNumber, LotOrigin> origins;
  Result<StoredRecords> records = StoredRecords::from(ledger.store(), 1);
  if (!records) return records.failure();
  while (true) {
    const auto record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) return origins;
    const auto stamp = engine::read_stamp(record.value()->stamp);
    if (!stamp) return stamp.failure();
    const auto recorded = engine::read_outcome(*record.value(), stamp.value(), ledger.record_world());
    if (!recorded) return recorded.failure();
    for (const engine::Posting& posting : recorded.value().outcome.postings) {
      if (posting.lot_entered != posting.number || !std::binary_search(wanted.begin(), wanted.end(), posting.number)) continue;
      const engine::Program& program = ledger.versions().at(posting.version).program;
      const std::string rule = posting.why == engine::PostingWhy::kRule ? program.rules[posting.rule.index()].name : std::string();
      origins[posting.number] = {rule, event_of(*record.value(), stamp.value(), ledger.record_world()), posting.amount_micro};
    }
  }
}

}  // namespace setia::adapters
