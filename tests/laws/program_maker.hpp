// Random programs as source text, so that the parser, the check and lowering are part of every law.
#pragma once

#include <string>
#include <vector>

#include "rules/program_text.hpp"
#include "tests/laws/dice.hpp"
#include "tests/laws/kinds.hpp"

namespace setia::laws {

// One declaration a string, its lines ended by "\n". Order decides nothing.
using Declarations = std::vector<std::string>;

// The words that programs and histories have in common.
struct Vocabulary {
  std::vector<std::string> stores{"S1", "S2", "S3"};
  std::vector<std::string> channels{"app", "till"};
  std::vector<std::string> categories{"coffee", "espresso", "tea", "cake", "fuel"};  // espresso is a coffee
  std::vector<std::string> brands{"Alba", "Bora"};
  std::vector<std::string> skus{"K1", "K2", "K3", "K4"};
  std::vector<std::string> tags{"organic", "new"};
  std::vector<std::string> methods{"cash", "card", "qris"};
  std::vector<std::string> cards{"C1", "C2"};
  std::vector<std::string> codes{"HELLO", "SPRING"};
  std::vector<std::string> grades{"gold", "plain"};
  std::vector<std::string> trips{"north", "south"};
};
inline const Vocabulary kWords;

Declarations make_program(Dice& dice, Kinds kinds = Kinds::kOfOracle);

// The program as its folder would be read: one file, and a list that puts espresso below coffee.
rules::ProgramText text_of(const Declarations& declarations);
std::string joined(const Declarations& declarations);

}  // namespace setia::laws
