// Where a member stands on every ladder: the level, until when, and what is missing to the next.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct LevelStanding {
  std::string ladder, level;           // level empty: below the first rung
  engine::Day since = 0;
  engine::Day until = engine::kNever;  // last valid day; kNever: for ever, or while the counts hold
  std::string next;                    // the level above; empty: there is none, or it is set by hand
  std::vector<std::string> missing;    // to it, by its first way: "1,200 beans", "500.00 EUR", "3"
};

// On the ladders of the youngest program, as of the ledger's clock.
std::vector<LevelStanding> level_standings(Ledger& ledger, engine::MemberIndex member);

}  // namespace setia::adapters
