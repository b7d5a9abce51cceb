// The ledger as plain tables for people with SQL: entries, events, members, balances. Amounts are whole millionths of a unit;
// the view `posting` shows them as numbers.
#pragma once

#include "adapters/exported_entry.hpp"

namespace setia::adapters {

// Makes the file, whole or not at all; kFailed when something is there already. Lets time pass in `ledger` in memory: nothing
// can be appended afterwards.
engine::Status export_sqlite(Ledger& ledger, const std::string& path, const OnProgress& progress);

}  // namespace setia::adapters
