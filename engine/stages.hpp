// Rounding in stages: item, line, rule, receipt, each once, on the exact fraction [J4].
#pragma once

#include "engine/slot_reader.hpp"

namespace setia::engine {

// Fills Portion::amount_micro of every part from its exact amount. Amounts rounded over several portions are shared by largest
// remainder, ties to the earlier line, then to the rule first by name.
void round_portions(SlotReader& reader);

}  // namespace setia::engine
