// The ledger's entries as other programs read them, one after the other, in the ledger's order.
#pragma once

#include <functional>
#include <string>

#include "adapters/account_names.hpp"
#include "adapters/ledger.hpp"
#include "adapters/read_record.hpp"

namespace setia::adapters {

// One posting, with names and days as texts. What fell due up to the ledger's clock and is not booked yet comes last, so that
// balances are those that `balance` and `dump` print.
struct ExportedEntry {
  engine::PostingNumber number = 0;
  engine::Sequence record = 0;         // 0: not booked yet
  std::string source, event;           // empty for what time brought
  std::string instant;                 // UTC
  std::string day;                     // of the program's zone
  std::string from, to, unit;
  engine::Wide amount_micro = 0;
  std::string cause;                   // "rule", "release", "expiry" …
  std::string rule;                    // empty where no rule gave or took it
  std::string program;                 // hash of the version
  std::int64_t line = 0;               // 0: not by line
  engine::LotNumber lot_left = 0, lot_entered = 0;
  std::string earned, valid_until, released;   // empty: does not apply
  engine::PostingNumber reverses = 0;
};

// What is called for every record, and for every entry of it after that.
struct ExportCalls {
  std::function<engine::Status(const ReadRecord&)> record;   // may be empty
  std::function<engine::Status(const ExportedEntry&)> entry;
};

engine::Status export_entries(Ledger& ledger, const ExportCalls& calls, const OnProgress& progress);

}  // namespace setia::adapters
