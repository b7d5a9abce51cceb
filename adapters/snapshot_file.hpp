// LEDGER.snapshot: the state after some record, so that opening a ledger replays only what came later.
//
// A cache beside the ledger, replaced atomically: "setia snapshot 3", ledger id, sequence, head, the records that adopted a
// version with the hashes of their programs, the state, and SHA-256 over all of that. Whatever does not fit is ignored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/chain.hpp"

namespace setia::adapters {

struct Adoption {
  engine::Sequence sequence = 0;
  engine::Hash program_hash{};
};

struct Snapshot {
  engine::LedgerHeader header;
  engine::Sequence sequence = 0;
  engine::Hash head{};
  std::vector<Adoption> adoptions;
  engine::Bytes state;
};

engine::Status save_snapshot(const std::string& ledger_path, const Snapshot& snapshot);

// Nothing when there is none, or it is damaged or another ledger's.
std::optional<Snapshot> load_snapshot(const std::string& ledger_path, const engine::LedgerHeader& header);

}  // namespace setia::adapters
