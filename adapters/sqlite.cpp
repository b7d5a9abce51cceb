#include "adapters/sqlite.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "engine/ensure.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Status;

constexpr int kBusyMilliseconds = 5'000;

Failure failed(sqlite3* connection, const std::string& path) {
  const int code = connection == nullptr ? SQLITE_NOMEM : sqlite3_errcode(connection);
  const std::string said = connection == nullptr ? "there is no memory left" : sqlite3_errmsg(connection);
  const Failure full{Reason::kFull, "No room is left on the disk for " + path + ".", "Make room and run the command again."};
  if (code == SQLITE_IOERR && sqlite3_system_errno(connection) == ENOSPC) return full;
  switch (code) {
    case SQLITE_FULL:
      return full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Reason::kLocked, path + " is locked by another program.", "Close that program and run the command again."};
    case SQLITE_NOTADB:
      return {Reason::kUnreadable, path + " is not a ledger.", "Name the file that setia init made."};
    case SQLITE_CORRUPT:
      return {Reason::kUnreadable, path + " is damaged: " + said + ".", "Restore it from a backup."};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {Reason::kFailed, path + " cannot be written: " + said + ".", "Allow writing to the file and its folder."};
    case SQLITE_CANTOPEN:
      return {Reason::kFailed, path + " cannot be opened: " + said + ".", "Check that the folder is there and may be used."};
    default:
      return {Reason::kFailed, path + ": " + said + ".", ""};
  }
}

// A path as an SQLite URI: the three characters that mean something there are escaped.
std::string uri_of(const std::string& path) {
  std::string uri = "file:";
  for (const char character : path) {
    if (character == '%')
      uri += "%25";
    else if (character == '?')
      uri += "%3f";
    else if (character == '#')
      uri += "%23";
    else
      uri += character;
  }
  return uri;
}

Status must_be_file(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status))
    return Failure{Reason::kNotFound, "There is no file " + path + ".", "Make a ledger with setia init."};
  if (std::filesystem::is_directory(status))
    return Failure{Reason::kUnreadable, path + " is a folder, not a ledger.", "Name the ledger's file."};
  return Done{};
}

// On a medium that cannot be written, a database in WAL mode opens only when it is promised not to change.
bool is_resting_on_read_only(const std::string& path) {
  const std::filesystem::path parent = std::filesystem::path(path).parent_path();
  const std::string folder = parent.empty() ? std::string(1, '.') : parent.string();
  std::error_code error;
  return ::access(folder.c_str(), W_OK) != 0 && !std::filesystem::exists(path + "-wal", error);
}

}  // namespace

Statement::Statement(sqlite3* connection, sqlite3_stmt* statement, const std::string* name)
    : connection_(connection), statement_(statement), name_(name) {}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::bind(int parameter, std::int64_t value) { ENSURE(sqlite3_bind_int64(statement_.get(), parameter, value) == SQLITE_OK); }

void Statement::bind(int parameter, std::string_view text) {
  const char* begin = text.data() == nullptr ? "" : text.data();
  ENSURE(sqlite3_bind_text64(statement_.get(), parameter, begin, text.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK);
}

void Statement::bind(int parameter, std::span<const std::uint8_t> blob) {
  // A null pointer would bind NULL, which is no blob of length zero.
  const void* begin = blob.empty() ? static_cast<const void*>("") : blob.data();
  ENSURE(sqlite3_bind_blob64(statement_.get(), parameter, begin, blob.size(), SQLITE_STATIC) == SQLITE_OK);
}

void Statement::bind_nothing(int parameter) { ENSURE(sqlite3_bind_null(statement_.get(), parameter) == SQLITE_OK); }

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  Failure failure = failed(connection_, *name_);
  reset();
  return failure;
}

Status Statement::run() {
  const Result<bool> row = step();
  if (!row) return row.failure();
  ENSURE(!row.value());
  return Done{};
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* begin = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_blob(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_BLOB; }

std::span<const std::uint8_t> Statement::blob(int column) const {
  if (!is_blob(column)) return {};
  const auto* begin = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Status Database::connect(const std::string& uri, int flags) {
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(uri.c_str(), &connection, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK) return failed(connection, *path_);
  sqlite3_busy_timeout(connection, kBusyMilliseconds);
  return Done{};
}

Status Database::set_up(Access access) {
  if (access == Access::kRead) {
    sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return run("PRAGMA mmap_size=0; PRAGMA query_only=1; PRAGMA cache_size=-16384;");
  }
  return run(
      "PRAGMA mmap_size=0; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; "
      "PRAGMA cache_size=-65536;");
}

Result<Database> Database::create(const std::string& path) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    return Failure{Reason::kFailed, path + " is there already.", "Choose another name, or go on with it: setia post."};
  }
  Database database(path);
  Status opened = database.connect(uri_of(path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (opened) opened = database.set_up(Access::kWrite);
  if (!opened) return opened.failure();
  return database;
}

Result<Database> Database::open(const std::string& path, Access access) {
  if (Status file = must_be_file(path); !file) return file.failure();
  Database database(path);
  const bool reads = access == Access::kRead;
  const std::string uri = uri_of(path) + (reads && is_resting_on_read_only(path) ? "?immutable=1" : "");
  Status opened = database.connect(uri, reads ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  if (opened) opened = database.set_up(access);
  if (!opened) return opened.failure();
  return database;
}

Status Database::run(const char* sql) {
  if (sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return failed(connection_.get(), *path_);
  return Done{};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return failed(connection_.get(), *path_);
  return Statement(connection_.get(), statement, path_.get());
}

Status Database::copy_to(const std::string& path, const std::function<void(int, int)>& on_pages) {
  constexpr int kPagesPerStep = 4'096;
  Database copy(path);
  if (const Status opened = copy.connect(uri_of(path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE); !opened) return opened;
  sqlite3_backup* const backup = sqlite3_backup_init(copy.connection_.get(), "main", connection_.get(), "main");
  if (backup == nullptr) return failed(copy.connection_.get(), path);
  int code = SQLITE_OK;
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    code = sqlite3_backup_step(backup, kPagesPerStep);
    const int total = sqlite3_backup_pagecount(backup);
    if (on_pages) on_pages(total - sqlite3_backup_remaining(backup), total);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(kBusyMilliseconds / 100);
  }
  sqlite3_backup_finish(backup);
  return code == SQLITE_DONE ? Status(Done{}) : Status(failed(copy.connection_.get(), path));
}

Result<std::int64_t> Database::ask(const char* sql) {
  Result<Statement> statement = prepare(sql);
  if (!statement) return statement.failure();
  const Result<bool> row = statement.value().step();
  if (!row) return row.failure();
  if (!row.value()) return Failure{Reason::kUnreadable, *path_ + " does not hold what a ledger holds.", ""};
  return statement.value().integer(0);
}

}  // namespace setia::adapters
