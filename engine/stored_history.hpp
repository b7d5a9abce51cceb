// The past of a ledger as its journal holds it: records are found by the world and read here.
#pragma once

#include "engine/body.hpp"
#include "engine/history.hpp"
#include "engine/ports.hpp"

namespace setia::engine {

// Records by sequence and events by id, whatever holds them.
class Records {
 public:
  virtual ~Records() = default;
  // kDiffers when there is none.
  virtual Result<StoredRecord> record(Sequence sequence) = 0;
  // Events of this id in records up to `last`: that of `source` alone, when there is one, else of all sources.
  virtual Result<std::vector<History::Found>> find(std::string_view source, std::string_view id, Sequence last) = 0;
};

// Sees records up to the state's own sequence and no later ones. What was sealed for a forgotten member is absent.
class StoredHistory final : public History {
 public:
  StoredHistory(Records& records, const RecordWorld& world) : records_(records), world_(world) {}

  Result<std::vector<Found>> find(std::string_view source, std::string_view id) override;
  Result<PastEvent> event(Sequence sequence) override;
  Status each_after(MemberIndex member, Sequence sequence, const RecordVisit& visit) override;

 private:
  Records& records_;
  RecordWorld world_;
};

}  // namespace setia::engine
