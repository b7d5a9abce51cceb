// What an event adds to its member's history: measures, happenings, sums of a cycle, the number of a receipt.
#pragma once

#include <vector>

#include "engine/judge.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

void collect_changes(VersionOrdinal version, SlotReader& reader, const std::vector<Accrual>& accruals, std::vector<Change>& changes);

// What the event adds to one metric of the version; `group` as Gathered has it.
Change gathered(VersionOrdinal version, const SlotReader& reader, MetricId id, SymbolId group, std::int64_t value);

}  // namespace setia::engine
