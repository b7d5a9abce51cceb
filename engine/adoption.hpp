// What a new version needs of the past: the cells of measures that no version before it gathered, rebuilt from the journal.
// ledger.md, "Storage".
#pragma once

#include <vector>

#include "engine/replay.hpp"

namespace setia::engine {

// Measures that `adopted` reads and no version before it does.
std::vector<MetricId> new_metrics(const Versions& versions, VersionOrdinal adopted);

// Judges all records before `end` anew under all of `versions`, whose texts are compiled again, and leaves in `past` what
// came of them. False when somebody of that history is forgotten, so that it cannot be judged whole.
Result<bool> judge_history(const Versions& versions, RecordSource& records, Sequence end, Sealer& sealer, Compiler& compiler, Rebuilt& past);

// Adds to `out` the cells of the new measures as they stand in `past`, and whose they are, in joining order.
void add_cells(const Versions& versions, VersionOrdinal adopted, const Rebuilt& past, const State& state, Symbols& symbols, Outcome& out);

// The outcome of an event of which nothing is left but the people it named first.
void name_only(const Event& event, Outcome& out);

}  // namespace setia::engine
