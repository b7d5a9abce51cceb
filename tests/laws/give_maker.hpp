// Random rules: what they give, what they multiply, and what limits them.
#pragma once

#include <string>
#include <vector>

#include "tests/laws/dice.hpp"

namespace setia::laws {

enum class GiveShape { kRate, kBlocks, kPieces, kTable, kPercent, kFlat, kMultiply, kDerived };

// What other declarations must know of a rule before it is written.
struct RuleShape {
  std::string name;
  GiveShape shape = GiveShape::kRate;
  std::string unit = "beans";
  int stack = -1;                        // 0: competing bases, 1: competing multipliers; -1: none
};

std::string stack_name(int stack);
std::vector<RuleShape> make_shapes(Dice& dice);
std::string make_rule(Dice& dice, const RuleShape& shape, const std::vector<RuleShape>& all);

}  // namespace setia::laws
