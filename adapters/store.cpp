#include "adapters/store.hpp"

#include <algorithm>

#include "adapters/store_schema.hpp"
#include "engine/ensure.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Sequence;
using engine::Status;
using engine::StoredRecord;

constexpr int kPageRecords = 1'000;

Status create_tables(Database& database, const engine::LedgerHeader& header) {
  const std::string mark = "PRAGMA application_id=" + std::to_string(kApplicationId) + "; PRAGMA user_version=" + std::to_string(kTablesVersion);
  Status done = database.run(mark.c_str());
  for (const SchemaEntry& entry : kSchema) {
    if (done) done = database.run(std::string(entry.sql).c_str());
  }
  if (!done) return done;
  Result<Statement> insert = database.prepare("INSERT INTO ledger VALUES(?, ?, ?)");
  if (!insert) return insert.failure();
  insert.value().bind(1, std::int64_t{header.record_version});
  insert.value().bind(2, std::span<const std::uint8_t>(header.ledger_id));
  insert.value().bind(3, std::int64_t{engine::kSemantics});
  return insert.value().run();
}

Failure no_ledger(const std::string& path) {
  return {Reason::kUnreadable, path + " is not a ledger.", "Name the file that setia init made."};
}

Status must_be_ledger(Database& database) {
  const Result<std::int64_t> mark = database.ask("PRAGMA application_id");
  if (!mark) return mark.failure();
  if (mark.value() != kApplicationId) return no_ledger(database.path());
  const Result<std::int64_t> tables = database.ask("PRAGMA user_version");
  if (!tables) return tables.failure();
  if (tables.value() == kTablesVersion) return Done{};
  return Failure{Reason::kOtherVersion,
                 database.path() + " has tables of version " + std::to_string(tables.value()) + "; this setia reads version " +
                     std::to_string(kTablesVersion) + ".",
                 "Use the setia that wrote it."};
}

Result<engine::LedgerHeader> read_header(Database& database) {
  Result<Statement> select = database.prepare("SELECT record_version, ledger_id, semantics FROM ledger");
  if (!select) return select.failure();
  Statement& row = select.value();
  const Result<bool> there = row.step();
  if (!there) return there.failure();
  engine::LedgerHeader header;
  if (!there.value() || row.blob(1).size() != header.ledger_id.size()) return no_ledger(database.path());
  if (row.integer(0) != engine::kRecordVersion || row.integer(2) != engine::kSemantics) {
    return Failure{Reason::kOtherVersion,
                   database.path() + " has records of version " + std::to_string(row.integer(0)) + " with semantics " +
                       std::to_string(row.integer(2)) + "; this setia reads version " + std::to_string(engine::kRecordVersion) +
                       " with semantics " + std::to_string(engine::kSemantics) + ".",
                   "Use the setia that wrote it."};
  }
  const auto id = row.blob(1);
  std::copy(id.begin(), id.end(), header.ledger_id.begin());
  return header;
}

void take_blob(std::span<const std::uint8_t> blob, engine::Bytes& out) { out.assign(blob.begin(), blob.end()); }

// Columns: sequence, stamp, body, facts, outcome, hash.
Status read_row(const Statement& row, const std::string& path, StoredRecord& record) {
  record.sequence = static_cast<Sequence>(row.integer(0));
  for (int column = 1; column <= 5; ++column) {
    if (row.is_blob(column) && (column < 5 || row.blob(column).size() == record.hash.size())) continue;
    static constexpr const char* kNames[] = {"sequence", "stamp", "body", "facts", "outcome", "hash"};
    return Failure{Reason::kDiffers,
                   "record " + std::to_string(record.sequence) + " of " + path + ": " + kNames[column] + " does not hold bytes.", ""};
  }
  take_blob(row.blob(1), record.stamp);
  take_blob(row.blob(2), record.body);
  take_blob(row.blob(3), record.facts);
  take_blob(row.blob(4), record.outcome);
  const auto hash = row.blob(5);
  std::copy(hash.begin(), hash.end(), record.hash.begin());
  return Done{};
}

}  // namespace

std::uint8_t partition_of(const engine::MemberId& member) { return member[0]; }

Store::Store(Database database, Statement append, Statement add_event, Statement find, Statement one)
    : database_(std::move(database)),
      append_(std::move(append)),
      add_event_(std::move(add_event)),
      find_(std::move(find)),
      one_(std::move(one)) {}

Result<Store> Store::create(const std::string& path, const engine::LedgerHeader& header) {
  Result<Database> database = Database::create(path);
  if (!database) return database.failure();
  Status made = database.value().run("BEGIN IMMEDIATE");
  if (made) made = create_tables(database.value(), header);
  if (made) made = database.value().run("COMMIT");
  if (!made) return made.failure();
  return open(path, Access::kWrite);
}

Result<Store> Store::open(const std::string& path, Access access) {
  Result<Database> opened = Database::open(path, access);
  if (!opened) return opened.failure();
  Database& database = opened.value();
  if (const Status mark = must_be_ledger(database); !mark) return mark.failure();
  const Result<engine::LedgerHeader> header = read_header(database);
  if (!header) return header.failure();
  Result<Statement> append = database.prepare("INSERT INTO record VALUES(?, ?, ?, ?, ?, ?, ?)");
  if (!append) return append.failure();
  Result<Statement> add_event = database.prepare("INSERT INTO event VALUES(?, ?, ?)");
  if (!add_event) return add_event.failure();
  Result<Statement> find = database.prepare("SELECT sequence FROM event WHERE source = ? AND id = ?");
  if (!find) return find.failure();
  Result<Statement> one = database.prepare("SELECT sequence, stamp, body, facts, outcome, hash FROM record WHERE sequence = ?");
  if (!one) return one.failure();
  Store store(std::move(database), std::move(append).value(), std::move(add_event).value(),
              std::move(find).value(), std::move(one).value());
  store.header_ = header.value();
  return store;
}

Status Store::append(const StoredRecord& record, const RecordKeys& keys) {
  append_.bind(1, static_cast<std::int64_t>(record.sequence));
  append_.bind(2, std::int64_t{partition_of(keys.member)});
  append_.bind(3, std::span(record.stamp));
  append_.bind(4, std::span(record.body));
  append_.bind(5, std::span(record.facts));
  append_.bind(6, std::span(record.outcome));
  append_.bind(7, std::span<const std::uint8_t>(record.hash));
  Status done = append_.run();
  if (done && keys.id) {
    add_event_.bind(1, *keys.source);
    add_event_.bind(2, *keys.id);
    add_event_.bind(3, static_cast<std::int64_t>(record.sequence));
    done = add_event_.run();
  }
  return done;
}

Result<std::optional<Sequence>> Store::find_event(std::string_view source, std::string_view id) {
  find_.bind(1, source);
  find_.bind(2, id);
  const Result<bool> row = find_.step();
  if (!row) return row.failure();
  if (!row.value()) return std::optional<Sequence>();
  const auto sequence = static_cast<Sequence>(find_.integer(0));
  find_.reset();
  return std::optional(sequence);
}

// From source to source along the table's own order: sources are few, events are many.
Result<std::vector<engine::History::Found>> Store::find_anywhere(std::string_view id) {
  Result<Statement> select = database_.prepare(
      "WITH RECURSIVE sources(source) AS (SELECT min(source) FROM event UNION ALL "
      "SELECT (SELECT min(source) FROM event WHERE source > sources.source) FROM sources WHERE sources.source IS NOT NULL) "
      "SELECT event.source, event.sequence FROM sources JOIN event ON event.source = sources.source AND event.id = ?");
  if (!select) return select.failure();
  select.value().bind(1, id);
  std::vector<engine::History::Found> found;
  while (true) {
    const Result<bool> row = select.value().step();
    if (!row) return row.failure();
    if (!row.value()) return found;
    found.push_back({std::string(select.value().text(0)), static_cast<Sequence>(select.value().integer(1))});
  }
}

Result<std::optional<StoredRecord>> Store::record(Sequence sequence) {
  one_.bind(1, static_cast<std::int64_t>(sequence));
  const Result<bool> row = one_.step();
  if (!row) return row.failure();
  if (!row.value()) return std::optional<StoredRecord>();
  StoredRecord record;
  const Status read = read_row(one_, path(), record);
  one_.reset();
  if (!read) return read.failure();
  return std::optional(std::move(record));
}

Result<std::uint64_t> Store::last_sequence() {
  const Result<std::int64_t> last = database_.ask("SELECT coalesce(max(sequence), 0) FROM record");
  if (!last) return last.failure();
  return static_cast<std::uint64_t>(last.value());
}

engine::Replay::Journal StoredRecords::journal_of(Store& store) {
  return [&store]() -> Result<std::unique_ptr<engine::RecordSource>> {
    Result<StoredRecords> records = from(store, 1);
    if (!records) return records.failure();
    return std::unique_ptr<engine::RecordSource>(new StoredRecords(std::move(records).value()));
  };
}

Result<StoredRecords> StoredRecords::from(Store& store, Sequence first) {
  Result<Statement> page = store.database().prepare(
      "SELECT sequence, stamp, body, facts, outcome, hash, partition FROM record WHERE sequence >= ? ORDER BY sequence LIMIT ?");
  if (!page) return page.failure();
  return StoredRecords(std::move(page).value(), first);
}

Result<const StoredRecord*> StoredRecords::next() {
  if (left_ == 0) {
    page_.reset();
    page_.bind(1, static_cast<std::int64_t>(next_));
    page_.bind(2, std::int64_t{kPageRecords});
    left_ = kPageRecords;
  }
  const Result<bool> row = page_.step();
  if (!row) return row.failure();
  if (!row.value()) {
    left_ = 0;
    return static_cast<const StoredRecord*>(nullptr);
  }
  if (const Status read = read_row(page_, "the ledger", record_); !read) return read.failure();
  partition_ = page_.integer(6);
  next_ = record_.sequence + 1;
  if (--left_ == 0) page_.reset();
  return &record_;
}

}  // namespace setia::adapters
