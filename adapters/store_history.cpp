#include "adapters/store_history.hpp"

namespace setia::adapters {

using engine::Result;

Result<engine::StoredRecord> StoreHistory::record(engine::Sequence sequence) {
  Result<std::optional<engine::StoredRecord>> record = store_.record(sequence);
  if (!record) return record.failure();
  if (record.value()) return std::move(*record.value());
  return engine::Failure{engine::Reason::kDiffers, "Record " + std::to_string(sequence) + " is missing.", "Run: setia verify."};
}

Result<std::vector<engine::History::Found>> StoreHistory::find(std::string_view source, std::string_view id, engine::Sequence last) {
  const auto own = store_.find_event(source, id);
  if (!own) return own.failure();
  if (own.value() && *own.value() <= last) return std::vector<engine::History::Found>{{std::string(source), *own.value()}};
  Result<std::vector<engine::History::Found>> found = store_.find_anywhere(id);
  if (found) std::erase_if(found.value(), [&](const engine::History::Found& one) { return one.sequence > last; });
  return found;
}

}  // namespace setia::adapters
