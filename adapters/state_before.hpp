// A ledger's state as it stood before one of its records, rebuilt from the journal.
#pragma once

#include <memory>

#include "adapters/ledger.hpp"

namespace setia::adapters {

// Takes recorded outcomes as they are, from the first record up to the one before `sequence`.
engine::Result<std::unique_ptr<engine::Rebuilt>> state_before(Ledger& ledger, engine::Sequence sequence, const OnProgress& progress);

}  // namespace setia::adapters
