// A copy of a ledger that can take its place: the ledger, its keys, and its snapshot where there is one.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct Backup {
  std::vector<std::string> files;      // what was made
  engine::Sequence last_record = 0;    // of the copy
  engine::Hash head{};                 // the chain's hash there
};

// May run beside a process that writes the ledger. kFailed when one of the files is there already; then nothing is made.
engine::Result<Backup> back_up(const std::string& ledger_path, const std::string& path, World world, const OnProgress& progress);

}  // namespace setia::adapters
