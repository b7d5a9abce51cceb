// Rounding in stages: item, line, rule, receipt, each once, on the exact fraction [J4].
#pragma once

#include "engine/index.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

// Adds up the portions that will be one posting, and fills Portion::amount_micro of each from its exact amount. An amount
// rounded over several postings is shared by largest remainder, ties to the earlier line, then to the rule first by name.
void round_portions(const Index& index, SlotReader& reader);

}  // namespace setia::engine
