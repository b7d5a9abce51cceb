// A store's records as the engine asks for them when a return names the past.
#pragma once

#include "adapters/store.hpp"
#include "engine/stored_history.hpp"

namespace setia::adapters {

class StoreHistory final : public engine::Records {
 public:
  explicit StoreHistory(Store& store) : store_(store) {}

  engine::Result<engine::StoredRecord> record(engine::Sequence sequence) override;
  engine::Result<std::vector<engine::History::Found>> find(std::string_view source, std::string_view id, engine::Sequence last) override;

 private:
  Store& store_;
};

}  // namespace setia::adapters
