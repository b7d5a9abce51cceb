// Every changed cell of a ledger and of its keys is found.
#include <sqlite3.h>

#include <catch2/catch.hpp>

#include "adapters/store_schema.hpp"
#include "tests/adapters/shop.hpp"

using namespace setia;
using namespace setia::adapters;
using namespace setia::adapters::testing;

namespace {

// Changes a file as somebody would who knows SQLite: triggers are taken away and put back as they were.
class Tampering {
 public:
  explicit Tampering(const std::string& path) { REQUIRE(sqlite3_open(path.c_str(), &connection_) == SQLITE_OK); }
  ~Tampering() { sqlite3_close(connection_); }
  Tampering(const Tampering&) = delete;
  Tampering& operator=(const Tampering&) = delete;

  void run(const std::string& sql) {
    INFO(sql);
    REQUIRE(sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  void run_without_triggers(const std::string& sql) {
    for (const SchemaEntry& entry : kSchema) {
      if (entry.sql.starts_with("CREATE TRIGGER")) run("DROP TRIGGER " + std::string(entry.name));
    }
    run(sql);
    for (const SchemaEntry& entry : kSchema) {
      if (entry.sql.starts_with("CREATE TRIGGER")) run(std::string(entry.sql));
    }
  }

 private:
  sqlite3* connection_ = nullptr;
};

// A changed value of the column's type.
std::string changed(const std::string& column, const std::string& type) {
  if (type == "BLOB") return "CAST(substr(" + column + ", 1, length(" + column + ") - 1) || x'5A' AS BLOB)";
  if (type == "TEXT") return column + " || 'x'";
  return column + " + 1000";
}

struct Cell {
  std::string table, column, type, where;
};

bool is_found(Shop& shop) {
  const auto result = verify(shop.path(), shop.world(), {});
  return !result || !result.value().difference.empty();
}

}  // namespace

TEST_CASE("an untouched ledger verifies, with its head and without a word about its tail") {
  Shop shop;
  shop.fill();
  const Verification result = shop.verified();
  CHECK(result.difference.empty());
  CHECK(result.counts.records == 9);
  CHECK(result.counts.events == 8);
  CHECK(result.counts.postings == 6);
}

TEST_CASE("tables refuse to be changed or emptied") {
  Shop shop;
  shop.fill();
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open(shop.path().c_str(), &connection) == SQLITE_OK);
  for (const char* table : {"ledger", "record", "event"}) {
    CHECK(sqlite3_exec(connection, ("DELETE FROM " + std::string(table)).c_str(), nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
  }
  CHECK(sqlite3_exec(connection, "UPDATE record SET partition = 1", nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
  sqlite3_close(connection);
}

TEST_CASE("a changed cell of any table of the ledger is found") {
  const Cell cell =
      GENERATE(Cell{"ledger", "record_version", "INTEGER", "1"}, Cell{"ledger", "ledger_id", "BLOB", "1"},
               Cell{"ledger", "semantics", "INTEGER", "1"}, Cell{"record", "sequence", "INTEGER", "sequence = 5"},
               Cell{"record", "partition", "INTEGER", "sequence = 5"}, Cell{"record", "stamp", "BLOB", "sequence = 5"},
               Cell{"record", "body", "BLOB", "sequence = 5"}, Cell{"record", "facts", "BLOB", "sequence = 5"},
               Cell{"record", "outcome", "BLOB", "sequence = 5"}, Cell{"record", "hash", "BLOB", "sequence = 5"},
               Cell{"event", "source", "TEXT", "sequence = 5"}, Cell{"event", "id", "TEXT", "sequence = 5"},
               Cell{"event", "sequence", "INTEGER", "sequence = 5"});
  Shop shop;
  shop.fill();
  Tampering(shop.path())
      .run_without_triggers("UPDATE " + cell.table + " SET " + cell.column + " = " + changed(cell.column, cell.type) + " WHERE " +
                            cell.where);
  INFO(cell.table << "." << cell.column);
  const auto result = verify(shop.path(), shop.world(), {});
  const std::string said = result ? result.value().difference : result.failure().what;
  INFO(said);
  CHECK(is_found(shop));
  if (cell.table == "record" && cell.column != "sequence") CHECK(said.find("record 5") != std::string::npos);
  if (cell.table == "event") CHECK(said.find(cell.table) != std::string::npos);
}

TEST_CASE("rows taken out, put in or swapped are found, and so are missing triggers") {
  const std::string change = GENERATE(
      "DELETE FROM record WHERE sequence = 5", "DELETE FROM event WHERE sequence = 5",
      "UPDATE record SET partition = partition + 256 WHERE sequence = 5", "INSERT INTO event VALUES('till-1', 'invented', 3)",
      "INSERT INTO record SELECT 1000, partition, stamp, body, facts, outcome, hash FROM record WHERE sequence = 5",
      "UPDATE record SET sequence = -5 WHERE sequence = 5; UPDATE record SET sequence = 5 WHERE sequence = 6; UPDATE record SET sequence = "
      "6 WHERE sequence = -5",
      "CREATE TABLE extra(a)", "INSERT INTO ledger SELECT * FROM ledger");
  Shop shop;
  shop.fill();
  Tampering(shop.path()).run_without_triggers(change);
  INFO(change);
  CHECK(is_found(shop));
}

TEST_CASE("a trigger that was taken away is found") {
  Shop shop;
  shop.fill();
  Tampering(shop.path()).run("DROP TRIGGER record_no_update");
  CHECK(is_found(shop));
}

TEST_CASE("a changed cell of the keys is found") {
  const Cell cell = GENERATE(Cell{"ledger", "ledger_id", "BLOB", "1"}, Cell{"ledger", "fingerprint_key", "BLOB", "1"},
                             Cell{"ledger", "mark", "BLOB", "1"}, Cell{"member", "external", "TEXT", "external = 'M001'"},
                             Cell{"member", "id", "BLOB", "external = 'M001'"}, Cell{"member", "key", "BLOB", "external = 'M001'"},
                             Cell{"member", "salt", "BLOB", "external = 'M001'"}, Cell{"member", "mark", "BLOB", "external = 'M001'"});
  Shop shop;
  shop.fill();
  Tampering(shop.path() + ".keys")
      .run("UPDATE " + cell.table + " SET " + cell.column + " = " + changed(cell.column, cell.type) + " WHERE " + cell.where);
  INFO(cell.table << "." << cell.column);
  CHECK(is_found(shop));
}

TEST_CASE("a member who is gone from the keys without having been forgotten is missed") {
  Shop shop;
  shop.fill();
  Tampering(shop.path() + ".keys").run("DELETE FROM member WHERE external = 'M001'");
  CHECK(is_found(shop));
}

TEST_CASE("the keys of another ledger are refused") {
  Shop shop;
  shop.fill();
  Tampering(shop.path() + ".keys").run("UPDATE ledger SET ledger_id = x'00112233445566778899aabbccddeeff'");
  const auto refused = shop.open(Access::kRead);
  REQUIRE(!refused);
  CHECK(refused.failure().reason == engine::Reason::kDiffers);
}
