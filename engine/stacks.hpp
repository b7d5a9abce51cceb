// Who wins among rules that compete [J6].
#pragma once

#include "engine/slot_reader.hpp"

namespace setia::engine {

struct Loss {
  RuleId rule;
  StackId stack;
  RuleId winner;
};

// Drops the exact parts of rules that lose their stack, and with them their extras. Adds a loss for every rule that is
// left with nothing by it.
void choose(SlotReader& reader, std::vector<Loss>& losses);

}  // namespace setia::engine
