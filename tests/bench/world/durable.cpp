#include "tests/bench/world/durable.hpp"

#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "adapters/door.hpp"
#include "adapters/events_json.hpp"
#include "adapters/zones.hpp"

namespace setia::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kArrival = 1'830'400'000;  // 2028-01-02, after the year has ended

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(3);
}

std::int64_t since(Clock::time_point begin) { return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count(); }

// A file of SQLite set up as the ledger's is: WAL, and each commit on the disk.
class Rows {
 public:
  explicit Rows(const std::string& path) {
    std::filesystem::remove(path);
    if (sqlite3_open(path.c_str(), &connection_) != SQLITE_OK) give_up(path + " cannot be made.");
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
  }
  ~Rows() {
    for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
    sqlite3_close(connection_);
  }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  void run(const std::string& sql) {
    if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) give_up(sql + ": " + sqlite3_errmsg(connection_));
  }
  sqlite3_stmt* prepare(const std::string& sql) {
    sqlite3_stmt*& statement = statements_.emplace_back();
    if (sqlite3_prepare_v3(connection_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) give_up(sql + ": " + sqlite3_errmsg(connection_));
    return statement;
  }

 private:
  sqlite3* connection_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
};

void step(sqlite3_stmt* statement) {
  sqlite3_step(statement);
  sqlite3_reset(statement);
}

// A table's rows kept in memory, to be written into another file of the same schema.
struct Table {
  std::string name;
  std::vector<std::vector<sqlite3_value*>> rows;
  std::vector<std::int64_t> sequences;

  ~Table() {
    for (const auto& row : rows)
      for (sqlite3_value* value : row) sqlite3_value_free(value);
  }
};

void load(Rows& from, Table& table, std::uint64_t first) {
  sqlite3_stmt* rows = from.prepare("SELECT * FROM was." + table.name + " WHERE sequence >= " + std::to_string(first) + " ORDER BY sequence");
  const int columns = sqlite3_column_count(rows);
  const int sequence = table.name == "record" ? 0 : columns - 1;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    table.sequences.push_back(sqlite3_column_int64(rows, sequence));
    std::vector<sqlite3_value*>& row = table.rows.emplace_back();
    for (int column = 0; column < columns; ++column) row.push_back(sqlite3_value_dup(sqlite3_column_value(rows, column)));
  }
}

sqlite3_stmt* inserting(Rows& rows, const Table& table) {
  std::string sql = "INSERT INTO " + table.name + " VALUES(?";
  for (std::size_t column = 1; column < table.rows.front().size(); ++column) sql += ",?";
  return rows.prepare(sql + ")");
}

void insert(sqlite3_stmt* statement, const std::vector<sqlite3_value*>& row) {
  for (std::size_t column = 0; column < row.size(); ++column) sqlite3_bind_value(statement, static_cast<int>(column) + 1, row[column]);
  step(statement);
}

}  // namespace

Pace post_durably(const std::string& path, const std::string& program, const std::vector<std::string>& joins, const std::vector<std::string>& receipts, std::size_t per_commit) {
  for (const char* ending : {"", ".keys", ".snapshot", ".lock", "-wal", "-shm"}) std::filesystem::remove(path + ending);
  adapters::SystemZones zones;
  adapters::SetClock clock(kArrival);
  adapters::SeededRandom random(7);
  rules::ProgramText text;
  text.sources.emplace_back("reference.setia", program);
  auto ledger = adapters::Ledger::create(path, text, {}, {zones, clock, random});
  if (!ledger) give_up(ledger.failure().what);
  adapters::Door door(*ledger.value());
  const adapters::ReaderSettings settings = adapters::reader_settings(*ledger.value(), "till-1").value();
  adapters::JsonEventParser parser(settings);
  adapters::ParsedEvent parsed;
  engine::Refusal refusal;
  std::string padded, id;
  const auto post = [&](const std::string& json) {
    padded.assign(json).append(adapters::LineSource::kPadding, ' ');
    parser.parse({padded.data(), json.size()}, parsed, id);
    const auto answer = door.take(parsed, refusal);
    if (!answer || answer.value() != adapters::Answer::kPosted) give_up("A line is not posted: " + refusal.what);
  };
  for (const std::string& json : joins) post(json);
  if (!door.commit()) give_up("The members are not written.");
  const Clock::time_point begin = Clock::now();
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    post(receipts[i]);
    if ((i + 1) % per_commit == 0 && !door.commit()) give_up("A commit fails.");
  }
  if (!door.commit()) give_up("A commit fails.");
  const Pace pace{receipts.size(), since(begin)};
  if (!ledger.value()->close()) give_up("The ledger does not close.");
  return pace;
}

Pace write_same_bytes(const std::string& path, const std::string& copy, std::uint64_t events, std::size_t per_commit) {
  Rows rows(copy);
  rows.run("ATTACH '" + path + "' AS was");
  Table records{"record", {}, {}}, names{"event", {}, {}};
  sqlite3_stmt* last = rows.prepare("SELECT max(sequence) FROM was.record");
  sqlite3_step(last);
  const std::uint64_t first = static_cast<std::uint64_t>(sqlite3_column_int64(last, 0)) + 1 - events;
  sqlite3_reset(last);
  for (Table* table : {&records, &names}) load(rows, *table, first);
  rows.run("CREATE TABLE record(sequence INTEGER PRIMARY KEY, partition INTEGER NOT NULL, stamp BLOB NOT NULL, body BLOB NOT NULL, facts BLOB NOT NULL, outcome BLOB NOT NULL, hash BLOB NOT NULL) STRICT");
  rows.run("CREATE TABLE event(source TEXT NOT NULL, id TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY(source, id)) STRICT, WITHOUT ROWID");
  sqlite3_stmt *const record = inserting(rows, records), *const name = inserting(rows, names);
  std::size_t next_name = 0;
  const Clock::time_point begin = Clock::now();
  for (std::size_t i = 0; i < records.rows.size(); ++i) {
    if (i % per_commit == 0) rows.run("BEGIN IMMEDIATE");
    insert(record, records.rows[i]);
    for (; next_name < names.rows.size() && names.sequences[next_name] == records.sequences[i]; ++next_name) insert(name, names.rows[next_name]);
    if ((i + 1) % per_commit == 0 || i + 1 == records.rows.size()) rows.run("COMMIT");
  }
  return {records.rows.size(), since(begin)};
}

Pace write_plain_rows(const std::string& path, const std::vector<std::string>& receipts, const Workload& workload, std::size_t rows_per_event, std::size_t per_commit) {
  Rows rows(path);
  rows.run("CREATE TABLE event(sequence INTEGER PRIMARY KEY, source TEXT, id TEXT, body TEXT, UNIQUE(source, id))");
  rows.run("CREATE TABLE entry(number INTEGER PRIMARY KEY, event INTEGER, member INTEGER, unit INTEGER, rule INTEGER, amount INTEGER, at INTEGER, last_valid INTEGER)");
  rows.run("CREATE TABLE state(member INTEGER PRIMARY KEY, balance INTEGER, last INTEGER, body BLOB)");
  sqlite3_stmt *const event = rows.prepare("INSERT INTO event VALUES(?, 'till-1', ?, ?)"), *const entry = rows.prepare("INSERT INTO entry VALUES(NULL, ?, ?, 0, ?, ?, ?, ?)");
  sqlite3_stmt* const state = rows.prepare("INSERT INTO state VALUES(?, ?, ?, zeroblob(300)) ON CONFLICT(member) DO UPDATE SET balance = balance + excluded.balance, last = excluded.last");
  const Clock::time_point begin = Clock::now();
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    if (i % per_commit == 0) rows.run("BEGIN IMMEDIATE");
    const engine::Event& receipt = workload.receipts[i];
    sqlite3_bind_int64(event, 1, static_cast<std::int64_t>(i) + 1);
    bind(event, 2, receipt.id);
    bind(event, 3, receipts[i]);
    step(event);
    for (std::size_t row = 0; row < rows_per_event; ++row) {
      sqlite3_bind_int64(entry, 1, static_cast<std::int64_t>(i) + 1);
      sqlite3_bind_int64(entry, 2, receipt.member.value);
      for (int column = 3; column <= 6; ++column) sqlite3_bind_int64(entry, column, receipt.stamp.instant_second + column);
      step(entry);
    }
    sqlite3_bind_int64(state, 1, receipt.member.value);
    sqlite3_bind_int64(state, 2, 12'000'000);
    sqlite3_bind_int64(state, 3, receipt.stamp.instant_second);
    step(state);
    if ((i + 1) % per_commit == 0 || i + 1 == receipts.size()) rows.run("COMMIT");
  }
  return {receipts.size(), since(begin)};
}

}  // namespace setia::bench
