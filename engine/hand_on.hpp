// Stacks in which what a cap on spend cuts goes to the next [J6].
#pragma once

#include "engine/slot_reader.hpp"
#include "engine/stacks.hpp"

namespace setia::engine {

// Compares the rules of such stacks line by line, as if no cap on spend bound them, which is how the portions in the scratch
// stand. On each line the best takes the spend that its caps leave free and the rest goes to the next: what each may count is
// left in its RuleWork, and who gets nothing on any line is added to `losses`. False when there is nothing to hand on.
bool hand_on(SlotReader& reader, std::vector<Loss>& losses);

// True when the rule is in such a stack.
bool hands_on(const Program& program, const Rule& rule);

}  // namespace setia::engine
