// In which order discounts act within a stage [D2].
#pragma once

#include <vector>

#include "engine/program.hpp"

namespace setia::engine {

// One discount line of one rule, when its turn comes.
struct DiscountTurn {
  RuleId rule;
  std::uint16_t discount = 0;
};

// Percentages before amounts, then by name.
void sort_turns(const Program& program, std::vector<DiscountTurn>& turns);

// The turns of a stack's rules change places among themselves, where it says an order.
void order_by_stacks(const Program& program, std::vector<DiscountTurn>& turns);

}  // namespace setia::engine
