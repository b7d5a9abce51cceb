// The file LEDGER: records as packed bytes, and an index of events that can be made again from them.
//
//   ledger  one row: record version, ledger id, semantics
//   record  sequence, partition, stamp, body, facts, outcome, hash
//   event   (source, id) -> sequence: an event id is used once for ever
//
// A member's history needs no index: each record names the member's record before it, and the state the last one.
// `partition` is the first byte of the member's random id, 0 without one. Tables only grow: triggers refuse UPDATE and
// DELETE. What is appended is there for others, and after a crash, once commit() has come back.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite.hpp"
#include "engine/chain.hpp"
#include "engine/ports.hpp"
#include "engine/replay.hpp"

namespace setia::adapters {

// How a record is found again.
struct RecordKeys {
  engine::MemberId member{};                      // of the event; zero without one
  std::optional<std::string_view> source, id;     // of an event
};

std::uint8_t partition_of(const engine::MemberId& member);

class Store {
 public:
  static engine::Result<Store> create(const std::string& path, const engine::LedgerHeader& header);
  // kUnreadable when the file is no ledger, kOtherVersion when another version of setia wrote it.
  static engine::Result<Store> open(const std::string& path, Access access);

  const engine::LedgerHeader& header() const { return header_; }
  const std::string& path() const { return database_.path(); }
  Database& database() { return database_; }

  engine::Status begin() { return database_.run("BEGIN IMMEDIATE"); }
  engine::Status commit() { return database_.run("COMMIT"); }
  engine::Status append(const engine::StoredRecord& record, const RecordKeys& keys);

  engine::Result<std::optional<engine::Sequence>> find_event(std::string_view source, std::string_view id);
  // Events of this id in all sources, by source.
  engine::Result<std::vector<engine::History::Found>> find_anywhere(std::string_view id);
  engine::Result<std::optional<engine::StoredRecord>> record(engine::Sequence sequence);
  engine::Result<std::uint64_t> last_sequence();

 private:
  Store(Database database, Statement append, Statement add_event, Statement find, Statement one);

  Database database_;
  engine::LedgerHeader header_;
  Statement append_, add_event_, find_, one_;
};

// The records from `first` on, a page at a time: no reading transaction stays open for long, so a writer's WAL can shrink.
class StoredRecords final : public engine::RecordSource {
 public:
  static engine::Result<StoredRecords> from(Store& store, engine::Sequence first);
  // All of them, as a replay asks for them.
  static engine::Replay::Journal journal_of(Store& store);

  engine::Result<const engine::StoredRecord*> next() override;
  std::int64_t partition() const { return partition_; }  // of the record that next() gave last

 private:
  StoredRecords(Statement page, engine::Sequence next) : page_(std::move(page)), next_(next) {}

  Statement page_;
  engine::Sequence next_;
  int left_ = 0;          // rows of the open page not yet read; 0: none is open
  std::int64_t partition_ = 0;
  engine::StoredRecord record_;
};

}  // namespace setia::adapters
