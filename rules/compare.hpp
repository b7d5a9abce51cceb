// What differs between two programs, declaration by declaration. Spacing, order, comments and tests make no difference.
#pragma once

#include <string>
#include <vector>

#include "dsl/tree.hpp"
#include "engine/ports.hpp"
#include "rules/program_text.hpp"

namespace setia::rules {

enum class DifferenceKind { kNew, kGone, kRenamed, kChanged };
struct Difference {
  DifferenceKind kind = DifferenceKind::kChanged;
  dsl::DeclarationKind declaration = dsl::DeclarationKind::kRule;  // of lists: kProgram
  std::string heading;               // as the old program writes it; of what is new, the new one
  std::string renamed_to;            // kRenamed: the new heading
  std::string name;                  // the declared name, as in `heading`
  std::string place;                 // file and line in the program that has it; of what changed, in the new one
  std::vector<std::string> removed, added;  // lines, as written
};

// In the order of kinds, then of headings; lists of the folder come last. Both programs parse.
std::vector<Difference> compare(const ProgramText& before, const ProgramText& after, const engine::Zones& zones);

}  // namespace setia::rules
