// A ladder as the program has it: what it counts, its levels from the lowest up, and when they are climbed and left [S1].
//
// A rung's rank is its place from 1; 0 is below the first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/clauses.hpp"
#include "engine/ids.hpp"
#include "engine/length.hpp"

namespace setia::engine {

// What must be reached: for each of the ladder's counts an amount in its scale; empty is not asked.
using Way = std::vector<std::optional<std::int64_t>>;

struct Rung {
  std::string name;
  SymbolId level;                      // the same, interned
  std::vector<Way> ways;               // alternatives, of which one must be reached
  std::vector<Way> stay;               // the same, when what the level keeps has ended; empty: as `ways`
  std::optional<Expiry> keeps;         // how long the level lives; empty: for ever, or while the counts hold
  std::vector<std::optional<Ratio>> benefits;  // by column; empty is nothing
};

struct Ladder {
  std::string name;
  std::uint32_t key = 0;               // ledger-wide, given by Versions::adopt
  SlotId rank;                         // the slot that reads the level
  std::vector<SlotId> counts;          // empty: set by hand
  std::vector<Rung> rungs;
  bool keeps_while_counted = false;    // no column says how long a level lives: it lives while the counts hold
  bool one_step = false, never_down = false;
  std::optional<CalendarUnit> up_at, down_at;  // at the end of which window; empty: at once
  std::optional<Length> grace, warn;   // after what a level keeps; before it falls
  std::vector<Check> only_when;
};

}  // namespace setia::engine
