// The canonical text of what a ledger holds: members, balances, lots, limits and counters, for comparing runs.
//
// Two ledgers that came from the same events print the same, whatever their random ids and in whatever batches they were
// posted. What fell due up to the ledger's clock is applied in memory.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct Dump {
  std::string clock;               // the latest judged instant, UTC
  std::vector<std::string> lines;  // sorted bytewise
};

// Applies dues to `ledger` in memory: nothing can be appended afterwards.
engine::Result<Dump> dump(Ledger& ledger);

std::string dump_text(const Dump& dump);
std::string dump_json(const Dump& dump);

}  // namespace setia::adapters
