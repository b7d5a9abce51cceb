// What a ladder's counts bring along from the windows before: the surplus over the level that each of them reached.
//
// Worked out from history each time, so that what is returned of an earlier window is missing in the later ones, too.
#pragma once

#include "engine/levels.hpp"

namespace setia::engine {

// What an event that is not yet gathered adds, by count.
struct OwnCounts {
  Day day = 0;
  std::vector<std::int64_t> amounts;  // empty: nothing
};

// By count, as of `day`; zeros where nothing is carried over.
std::vector<std::int64_t> carried(const Ladder& ladder, const Program& program, const MemberState& member, Day day, const OwnCounts& own = {});

}  // namespace setia::engine
