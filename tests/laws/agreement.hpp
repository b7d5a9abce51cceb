// Engine and oracle side by side over one history, and what to print when they differ.
#pragma once

#include <optional>
#include <string>

#include "tests/laws/world.hpp"

namespace setia::laws {

struct Pair {
  std::uint64_t seed = 0;
  Declarations program;
  Happenings history;
  Words words;
};

// Null words until the program checks; makes programs until one does. Counts the tries.
Pair make_pair(std::uint64_t seed, std::int64_t events, std::int64_t& tries, Kinds kinds = Kinds::kOfOracle);

// The first event or balance on which the two differ, with both answers; empty when they agree.
std::optional<std::string> difference(Compiled& compiled, const Happenings& history);
std::optional<std::string> difference(const Pair& pair);

// Drops events, declarations and lines while the two still differ.
Pair shrunk(Pair pair);

// Seed, program and events; and the difference.
std::string in_words(const Pair& pair);
std::string report(const Pair& pair);

// The lines of either dump that the other has not; empty when they are alike.
std::string lines_of_one_alone(const std::string& expected, const std::string& got);

}  // namespace setia::laws
