// Finds what people ask about: a posting by its number, an event by its id.
#pragma once

#include <optional>
#include <string>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct FoundEntry {
  engine::Sequence record = 0;
  engine::PostingNumber posting = 0;  // 0: the event as a whole was asked about
};

// "@123", an event id, or source/id. kInvalid when there is none, or when several sources used the id.
engine::Result<FoundEntry> find_entry(Ledger& ledger, const std::string& asked);

}  // namespace setia::adapters
