// Households as a program says them: what members of one share, and who may come and go.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/ids.hpp"

namespace setia::engine {

// Whose lots pay for what a member spends.
enum class Sharing : std::uint8_t {
  kOwn,
  kInOrder,      // those of the whole household, in the spending order of the unit …
  kInProportion  // … or each member's in proportion to what they have [U4]
};

struct HouseholdRules {
  bool any = false;                    // the program has households
  std::optional<std::int64_t> size;    // how many members one may have
  std::vector<LimitId> changes;        // how often members may come and go
  bool leave_any_time = false;         // leaving is no such change
  bool shares_levels = false;          // a ladder has one level for a household
};

}  // namespace setia::engine
