// Proves a ledger, or names the first thing that differs: tables, keys, chain, indexes, sums; and every event judged anew.
//
// Nothing but the ledger's own files is read, no snapshot is trusted, nothing is written. What was cut off at the end
// cannot be seen from within: only a head kept outside shows it.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct Verification {
  engine::ReplayCounts counts;
  engine::Hash head{};
  std::string difference;            // the first; empty when everything agrees
  std::vector<std::string> waiting;  // sentences about accounts in between that are not empty
  std::int64_t milliseconds = 0;
};

// A Failure means that the ledger could not be read to its end.
engine::Result<Verification> verify(const std::string& path, World world, const OnProgress& progress);

}  // namespace setia::adapters
