// A ladder as the program has it: what it counts, its levels from the lowest up, and when they are climbed and left [S1].
//
// A rung's rank is its place from 1; 0 is below the first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/civil.hpp"
#include "engine/clauses.hpp"
#include "engine/ids.hpp"
#include "engine/length.hpp"

namespace setia::engine {

// What must be reached: for each of the ladder's counts an amount in its scale; empty is not asked.
using Way = std::vector<std::optional<std::int64_t>>;

// What a level asks for and gives, from a day on.
struct Terms {
  Day since = kAlways;
  std::vector<Way> ways;               // alternatives, of which one must be reached; empty: there is no such level
  std::vector<Way> stay;               // the same, when what the level keeps has ended; empty: as `ways`
  std::optional<Expiry> keeps;         // how long the level lives; empty: for ever, or while the counts hold
  std::vector<std::optional<Ratio>> benefits;  // by column; empty is nothing
};

struct Rung {
  std::string name;
  SymbolId level;                      // the same, interned
  std::vector<Terms> terms;            // by day, the first since ever
};

// Those in force on a day.
const Terms& terms_on(const Rung& rung, Day day);

// Goes over from one window of a count into the next: what it had above the level that it reached.
struct Surplus {
  std::size_t count = 0;
  std::optional<std::int64_t> most;
};

struct Ladder {
  std::string name;
  std::uint32_t key = 0;               // ledger-wide, given by Versions::adopt
  SlotId rank;                         // the slot that reads the level
  std::vector<SlotId> counts;          // empty: set by hand
  std::vector<SlotId> kept_by;         // the same, as they decide at a level's end; empty: as `counts`
  std::vector<MetricId> towards;       // by count, what is taken off it; empty: nothing ever is
  std::optional<MetricId> periods;     // the days on which levels were given: status periods, where something counts by them
  bool shared = false;                 // one level for a household
  bool starts_from_zero = false;       // `towards` is what the levels cost
  bool by_status_period = false;       // only a period's end decides whether a level is kept
  std::vector<Surplus> carried;
  std::vector<Rung> rungs;
  bool keeps_while_counted = false;    // no column says how long a level lives: it lives while the counts hold
  bool one_step = false, never_down = false;
  std::optional<Window> up_at, down_at;  // at the end of which calendar window or named period; empty: at once
  std::optional<Length> down_every;    // or each time that so much of a level's time is over
  std::optional<Length> grace, warn;   // after what a level keeps; before it falls
  std::vector<Check> only_when;
};

}  // namespace setia::engine
