#include "adapters/keys.hpp"

#include <algorithm>

#include "engine/ensure.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::Hash;
using engine::Reason;
using engine::Result;
using engine::Status;

constexpr const char* kTables =
    "CREATE TABLE ledger(ledger_id BLOB NOT NULL, fingerprint_key BLOB NOT NULL, mark BLOB NOT NULL) STRICT;"
    "CREATE TABLE member(external TEXT PRIMARY KEY, id BLOB NOT NULL UNIQUE, key BLOB NOT NULL, salt BLOB NOT NULL, mark BLOB NOT NULL) "
    "STRICT;"
    "CREATE TABLE door(kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(kind, name)) STRICT, WITHOUT ROWID;";

std::string keys_path(const std::string& ledger_path) { return ledger_path + ".keys"; }

Failure foreign(const std::string& path, const std::string& why) {
  return {Reason::kDiffers, path + " is not the key file of this ledger: " + why + ".", "Put back the file that was made with the ledger."};
}

template <std::size_t Size>
bool take(std::span<const std::uint8_t> blob, std::array<std::uint8_t, Size>& out) {
  if (blob.size() != Size) return false;
  std::copy(blob.begin(), blob.end(), out.begin());
  return true;
}

void append(std::span<const std::uint8_t> bytes, engine::Bytes& out) { out.insert(out.end(), bytes.begin(), bytes.end()); }

std::span<const std::uint8_t> bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

// Columns `first` … : id, key, salt.
bool take_secret(const Statement& row, int first, MemberSecret& secret) {
  return take(row.blob(first), secret.id) && take(row.blob(first + 1), secret.key) && take(row.blob(first + 2), secret.salt);
}

Status write_ledger_row(Database& database, const engine::LedgerHeader& header, const SecretKey& key) {
  Result<Statement> insert = database.prepare("INSERT INTO ledger VALUES(?, ?, ?)");
  if (!insert) return insert.failure();
  const Hash mark = KeyedHash().of(key, header.ledger_id);
  insert.value().bind(1, std::span<const std::uint8_t>(header.ledger_id));
  insert.value().bind(2, std::span<const std::uint8_t>(key));
  insert.value().bind(3, std::span<const std::uint8_t>(mark));
  return insert.value().run();
}

Result<SecretKey> read_ledger_row(Database& database, const engine::LedgerHeader& header) {
  Result<Statement> select = database.prepare("SELECT ledger_id, fingerprint_key, mark FROM ledger");
  if (!select) return select.failure();
  const Result<bool> row = select.value().step();
  if (!row) return row.failure();
  engine::LedgerHeader theirs;
  SecretKey key{};
  Hash mark{};
  if (!row.value() || !take(select.value().blob(0), theirs.ledger_id) || !take(select.value().blob(1), key) ||
      !take(select.value().blob(2), mark))
    return foreign(database.path(), "it has no ledger row");
  if (theirs.ledger_id != header.ledger_id) return foreign(database.path(), "it names another ledger");
  if (KeyedHash().of(key, header.ledger_id) != mark) return foreign(database.path(), "the fingerprint key was changed");
  return key;
}

}  // namespace

Keys::Keys(Database database, Statement by_external, Statement by_id, Statement insert)
    : database_(std::move(database)), by_external_(std::move(by_external)), by_id_(std::move(by_id)), insert_(std::move(insert)) {}

Result<Keys> Keys::create(const std::string& ledger_path, const engine::LedgerHeader& header, Random& random) {
  Result<Database> database = Database::create(keys_path(ledger_path));
  if (!database) return database.failure();
  SecretKey key{};
  random.fill(key);
  Status made = database.value().run("BEGIN IMMEDIATE");
  if (made) made = database.value().run(kTables);
  if (made) made = write_ledger_row(database.value(), header, key);
  if (made) made = database.value().run("COMMIT");
  if (!made) return made.failure();
  return open(ledger_path, header, Access::kWrite);
}

Result<Keys> Keys::open(const std::string& ledger_path, const engine::LedgerHeader& header, Access access) {
  Result<Database> opened = Database::open(keys_path(ledger_path), access);
  if (!opened) {
    Failure failure = opened.failure();
    if (failure.reason == Reason::kNotFound) failure.remedy = "Put back the key file that was made with the ledger.";
    return failure;
  }
  Database& database = opened.value();
  const Result<SecretKey> key = read_ledger_row(database, header);
  if (!key) return key.failure();
  Result<Statement> by_external = database.prepare("SELECT id, key, salt FROM member WHERE external = ?");
  if (!by_external) return by_external.failure();
  Result<Statement> by_id = database.prepare("SELECT external, key FROM member WHERE id = ?");
  if (!by_id) return by_id.failure();
  Result<Statement> insert = database.prepare("INSERT INTO member VALUES(?, ?, ?, ?, ?)");
  if (!insert) return insert.failure();
  Keys keys(std::move(database), std::move(by_external).value(), std::move(by_id).value(), std::move(insert).value());
  keys.fingerprint_key_ = key.value();
  return keys;
}

Hash Keys::salted(engine::Hasher& hasher, const MemberSecret& secret, std::string_view external) {
  engine::Bytes bytes(secret.salt.begin(), secret.salt.end());
  append(bytes_of(external), bytes);
  return hasher.of(bytes);
}

Hash Keys::mark(std::string_view external, const MemberSecret& secret) {
  engine::Bytes bytes(secret.id.begin(), secret.id.end());
  append(secret.key, bytes);
  append(secret.salt, bytes);
  append(bytes_of(external), bytes);
  return keyed_.of(fingerprint_key_, bytes);
}

Status Keys::keep_view() {
  const Status begun = database_.run("BEGIN");
  keeps_view_ = begun.ok();
  return begun;
}

// Who is not in the view may have been added since it was taken.
Result<bool> Keys::step(Statement& find) {
  const Result<bool> row = find.step();
  if (!row || row.value() || !keeps_view_) return row;
  if (const Status renewed = database_.run("COMMIT; BEGIN"); !renewed) return renewed.failure();
  return find.step();
}

Result<std::optional<MemberSecret>> Keys::find(std::string_view external) {
  const std::string name(external);
  if (const auto known = known_.find(name); known != known_.end()) return std::optional(known->second);
  by_external_.bind(1, external);
  const Result<bool> row = step(by_external_);
  if (!row) return row.failure();
  if (!row.value()) return std::optional<MemberSecret>();
  MemberSecret secret;
  const bool whole = take_secret(by_external_, 0, secret);
  by_external_.reset();
  if (!whole) return foreign(database_.path(), "the row of member \"" + name + "\" was changed");
  known_.emplace(name, secret);
  return std::optional(secret);
}

Status Keys::begin_once() {
  if (changed_) return Done{};
  const Status begun = database_.run("BEGIN IMMEDIATE");
  changed_ = begun.ok();
  return begun;
}

Result<MemberSecret> Keys::add(std::string_view external, Random& random) {
  if (const Status begun = begin_once(); !begun) return begun.failure();
  MemberSecret secret;
  random.fill(secret.id);
  random.fill(secret.key);
  random.fill(secret.salt);
  const Hash proof = mark(external, secret);
  insert_.bind(1, external);
  insert_.bind(2, std::span<const std::uint8_t>(secret.id));
  insert_.bind(3, std::span<const std::uint8_t>(secret.key));
  insert_.bind(4, std::span<const std::uint8_t>(secret.salt));
  insert_.bind(5, std::span<const std::uint8_t>(proof));
  if (const Status done = insert_.run(); !done) return done.failure();
  known_.emplace(std::string(external), secret);
  sealing_[secret.id] = secret.key;
  return secret;
}

Result<std::string> Keys::external(const engine::MemberId& id) {
  by_id_.bind(1, std::span<const std::uint8_t>(id));
  const Result<bool> row = step(by_id_);
  if (!row) return row.failure();
  if (!row.value()) return std::string();
  std::string external(by_id_.text(0));
  by_id_.reset();
  return external;
}

Result<std::optional<SecretKey>> Keys::key_of(const engine::MemberId& id) {
  if (const auto known = sealing_.find(id); known != sealing_.end()) return known->second;
  by_id_.bind(1, std::span<const std::uint8_t>(id));
  const Result<bool> row = step(by_id_);
  if (!row) return row.failure();
  std::optional<SecretKey> key;
  if (row.value()) {
    SecretKey read{};
    const bool whole = take(by_id_.blob(1), read);
    by_id_.reset();
    if (!whole) return foreign(database_.path(), "a member's key was changed");
    key = read;
  }
  sealing_.emplace(id, key);
  return key;
}

Status Keys::commit() {
  if (!changed_) return Done{};
  const Status done = database_.run("COMMIT");
  changed_ = !done.ok();
  return done;
}

Status Keys::save(const DoorSettings& settings) {
  if (const Status begun = begin_once(); !begun) return begun;
  if (const Status emptied = database_.run("DELETE FROM door"); !emptied) return emptied;
  Result<Statement> prepared = database_.prepare("INSERT INTO door VALUES(?, ?, ?)");
  if (!prepared) return prepared.failure();
  Status done = Done{};
  const auto put = [&](std::string_view kind, std::string_view name, std::string_view value) {
    if (!done) return;
    prepared.value().bind(1, kind);
    prepared.value().bind(2, name);
    prepared.value().bind(3, value);
    done = prepared.value().run();
  };
  for (const auto& [store, zone] : settings.store_zones) put("store", store, zone);
  for (const auto& [ours, theirs] : settings.csv.columns) put("column", ours, theirs);
  put("csv", "zone", settings.csv.zone);
  put("csv", "source", settings.csv.source);
  return done;
}

Result<DoorSettings> Keys::settings() {
  Result<Statement> select = database_.prepare("SELECT kind, name, value FROM door");
  if (!select) return select.failure();
  DoorSettings settings;
  while (true) {
    const Result<bool> row = select.value().step();
    if (!row) return row.failure();
    if (!row.value()) return settings;
    const std::string_view kind = select.value().text(0);
    const std::string name(select.value().text(1)), value(select.value().text(2));
    if (kind == "store") settings.store_zones[name] = value;
    if (kind == "column") settings.csv.columns[name] = value;
    if (kind == "csv") (name == "zone" ? settings.csv.zone : settings.csv.source) = value;
  }
}

Status Keys::check() {
  Result<Statement> select = database_.prepare("SELECT external, id, key, salt, mark FROM member");
  if (!select) return select.failure();
  while (true) {
    const Result<bool> row = select.value().step();
    if (!row) return row.failure();
    if (!row.value()) return Done{};
    MemberSecret secret;
    Hash proof{};
    const std::string external(select.value().text(0));
    const bool whole = take_secret(select.value(), 1, secret) && take(select.value().blob(4), proof);
    if (!whole || mark(external, secret) != proof) return foreign(database_.path(), "the row of member \"" + external + "\" was changed");
  }
}

}  // namespace setia::adapters
