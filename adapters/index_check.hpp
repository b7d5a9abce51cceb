// Compares the tables of a ledger beside its records with what the records say.
//
// Every record's entries are looked up; then the tables must not hold more than was looked up.
#pragma once

#include "adapters/store.hpp"
#include "engine/state.hpp"

namespace setia::adapters {

// The tables and triggers are the ones that were made.
engine::Status check_tables(Database& database);

class IndexCheck {
 public:
  static engine::Result<IndexCheck> begin(Store& store);

  // Of the record that `last` describes, taken into `state` already. kDiffers names the table.
  engine::Status record(const engine::State& state, const engine::Replayed& last, std::uint8_t partition);
  engine::Status finish();

 private:
  IndexCheck(Store& store, Statement members) : store_(&store), members_(std::move(members)) {}
  engine::Status event(const engine::State& state, const engine::Replayed& last);
  engine::Status member(const engine::MemberId& member, engine::Sequence sequence);

  Store* store_;
  Statement members_;
  std::int64_t records_ = 0, events_ = 0, member_records_ = 0;
};

}  // namespace setia::adapters
