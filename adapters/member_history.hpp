// One member's postings in the order of the ledger, found by the links from a member's record to the one before:
// nothing else is read.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct HistoryEntry {
  std::string event;               // source/id; empty for what time brought
  std::int64_t second = 0;         // of the record, UTC
  engine::Posting posting;         // with the member on one side at least
};

// Not after Ledger::apply_dues(): what time brought in memory alone stands in no record, and the links end at one.
engine::Result<std::vector<HistoryEntry>> member_history(Ledger& ledger, engine::MemberIndex member);

// What a posting does to the member's accounts of its unit.
struct Effect {
  engine::Wide available_micro = 0, pending_micro = 0, held_micro = 0;
};
Effect effect_of(const engine::Posting& posting, engine::MemberIndex member);

// The rule's name, else what kind of posting it is: "release", "expiry" …
std::string cause_of(const engine::Posting& posting, const engine::Program& program);

}  // namespace setia::adapters
