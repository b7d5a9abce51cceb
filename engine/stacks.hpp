// Who wins among rules that compete [J6].
#pragma once

#include "engine/slot_reader.hpp"

namespace setia::engine {

struct Loss {
  RuleId rule;
  StackId stack;
  RuleId winner;
};

// Stacks that compete per line or item: marks what every loser gives up (RuleWork::lost), and returns whether anything is
// new. The phases before are then run again, so that blocks and caps are taken over the lines a rule won.
bool choose_by_line(SlotReader& reader, std::vector<Loss>& losses);

// Stacks that compete as a whole: drops the exact portions of rules that lose, and with them their extras. An extra is compared
// after its base. Leaves those losses alone by which a rule is left with nothing.
void choose(SlotReader& reader, std::vector<Loss>& losses);

}  // namespace setia::engine
