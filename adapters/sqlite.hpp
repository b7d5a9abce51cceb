// The SQLite C API as values: a connection, a prepared statement, and failures told in a sentence.
//
// SQLite 3.40.1 can corrupt a WAL when two connections write or checkpoint at once, so only a connection opened with
// Access::kWrite ever does either; others are read-only and never checkpoint, not even on closing. Memory mapping is off:
// a bad disk must be an error, not a signal.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace setia::adapters {

enum class Access { kRead, kWrite };

// Parameters and columns count from 1 and 0, as SQLite counts them. Bound texts and blobs must outlive the step.
class Statement {
 public:
  Statement(sqlite3* connection, sqlite3_stmt* statement, const std::string* name);

  void bind(int parameter, std::int64_t value);
  void bind(int parameter, std::string_view text);
  void bind(int parameter, std::span<const std::uint8_t> blob);
  void bind_nothing(int parameter);

  // True when a row is there; false when done, and then ready to be bound anew.
  engine::Result<bool> step();
  // Runs a statement that gives no rows.
  engine::Status run();
  void reset();

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;                     // until the next step
  std::span<const std::uint8_t> blob(int column) const;        // until the next step; empty for what is no blob
  bool is_blob(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  sqlite3* connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  const std::string* name_;  // of the file, for messages
};

class Database {
 public:
  // Makes the file; kFailed when something is there already.
  static engine::Result<Database> create(const std::string& path);
  // kNotFound when there is no file, kUnreadable when it is no database.
  static engine::Result<Database> open(const std::string& path, Access access);

  engine::Status run(const char* sql);
  engine::Result<Statement> prepare(std::string_view sql);
  // For who reads every row once: what was read is not kept.
  engine::Status read_through() { return run("PRAGMA cache_size=-512"); }
  // The one integer that `sql` asks for.
  engine::Result<std::int64_t> ask(const char* sql);
  const std::string& path() const { return *path_; }

  // Copies the whole database, as of one commit, into a file that is not there yet. `on_pages` (may be empty) is told how many
  // of how many pages are done.
  engine::Status copy_to(const std::string& path, const std::function<void(int done, int total)>& on_pages);

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  explicit Database(const std::string& path) : path_(std::make_unique<std::string>(path)) {}
  engine::Status connect(const std::string& uri, int flags);
  engine::Status set_up(Access access);

  std::unique_ptr<std::string> path_;  // stable address for statements
  std::unique_ptr<sqlite3, Close> connection_;
};

}  // namespace setia::adapters
