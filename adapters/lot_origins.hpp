// Where open lots come from: the posting that first gave each, found in the records.
#pragma once

#include <map>
#include <string>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct LotOrigin {
  std::string rule;
  std::string event;               // source/id
  std::int64_t given_micro = 0;
};

// Of every lot of which something is left.
engine::Result<std::map<engine::LotNumber, LotOrigin>> lot_origins(Ledger& ledger);

}  // namespace setia::adapters
