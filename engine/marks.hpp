// Marks that a measure no longer reaches after a return: what was paid for them is reversed, the last first, and they pay again
// when they are reached again [J9].
#pragma once

#include <vector>

#include "engine/history.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// `mark`, `mark` + `every`, … at or below `value`; `every` 0: the one mark.
inline std::int64_t marks_reached(std::int64_t value, std::int64_t mark, std::int64_t every) {
  if (value < mark) return 0;
  return every > 0 ? (value - mark) / every + 1 : 1;
}

// Of the records after a receipt, what rules paid for marks that `member`, with the return taken into its measures, no longer
// reaches: one case for each rule and event, holding that rule's postings and its use of its own limits.
std::vector<Case> unreached(const Case& receipt, const Versions& versions, const MemberState& member);

}  // namespace setia::engine
