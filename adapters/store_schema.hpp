// The tables of LEDGER as SQLite keeps their text: made once, compared by `verify`.
#pragma once

#include <array>
#include <string_view>

namespace setia::adapters {

inline constexpr int kApplicationId = 0x53657469;  // "Seti", in the header of the file
inline constexpr int kTablesVersion = 2;           // user_version, there too; 0 had a table of members' records

struct SchemaEntry {
  std::string_view name;
  std::string_view sql;
};

inline constexpr std::array<SchemaEntry, 9> kSchema{{
    {"ledger", "CREATE TABLE ledger(record_version INTEGER NOT NULL, ledger_id BLOB NOT NULL, semantics INTEGER NOT NULL) STRICT"},
    {"record", "CREATE TABLE record(sequence INTEGER PRIMARY KEY, partition INTEGER NOT NULL, stamp BLOB NOT NULL, body BLOB NOT NULL, "
               "facts BLOB NOT NULL, outcome BLOB NOT NULL, hash BLOB NOT NULL) STRICT"},
    {"event", "CREATE TABLE event(source TEXT NOT NULL, id TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY(source, id)) "
              "STRICT, WITHOUT ROWID"},
    {"ledger_no_update", "CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"},
    {"ledger_no_delete", "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"},
    {"record_no_update", "CREATE TRIGGER record_no_update BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"},
    {"record_no_delete", "CREATE TRIGGER record_no_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"},
    {"event_no_update", "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"},
    {"event_no_delete", "CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"},
}};

}  // namespace setia::adapters
