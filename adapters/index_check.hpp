// Compares what a ledger holds beside its records with what the records say: the index of events, and the partitions.
//
// While records are verified the entries that each should have are added up, as keyed hashes; afterwards the table is read once,
// in its own order, and must come to the same sum. Only where it does not is every record looked up, to name the first.
#pragma once

#include <array>
#include <functional>

#include "adapters/store.hpp"
#include "engine/record.hpp"
#include "engine/state.hpp"

namespace setia::adapters {

// The tables and triggers are the ones that were made.
engine::Status check_tables(Database& database);

class IndexCheck {
 public:
  explicit IndexCheck(Store& store);

  // Of the record that `last` describes, taken into `state` already. kDiffers when it lies in another's partition.
  engine::Status record(const engine::State& state, const engine::Replayed& last, std::int64_t partition);
  // After the last one. kDiffers names the table, and the record where there is one. `world` is what the records came to.
  engine::Status finish(const engine::RecordWorld& world);

 private:
  // Rows in no order. Two sums differ for different rows but once in 2^64, as nobody knows the key.
  struct Sum {
    std::int64_t rows = 0;
    std::uint64_t hashes = 0;
    friend bool operator==(const Sum&, const Sum&) = default;
  };
  void add_event(std::string_view source, std::string_view id, engine::Sequence sequence, Sum& sum);
  engine::Result<Sum> sum_of_table();
  engine::Status look_up_all(const engine::RecordWorld& world);
  engine::Status look_up(const engine::StoredRecord& record, const engine::RecordWorld& world);
  engine::Status event_leads_to(const engine::StoredRecord& record, const engine::RecordStamp& stamp, const engine::RecordWorld& world);

  Store* store_;
  std::array<std::uint8_t, 16> key_{};  // drawn for this check
  engine::Bytes entry_;
  Sum events_;
};

}  // namespace setia::adapters
