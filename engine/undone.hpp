// A member as if a receipt had never been: what it is judged again against [R2].
#pragma once

#include <vector>

#include "engine/again.hpp"
#include "engine/given_so_far.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// `member` without what the receipt gave, used and gathered so far; barred from giving where the receipt found them so.
MemberState without(const Case& receipt, const std::vector<GivenSoFar>& given, const std::vector<Change>& changed, const Program& program,
                    const MemberState& member);

// `member` with what a return changes in measures, but for the first `known` changes, which it has; what else the changes say
// stays as it is.
MemberState with_measures(const std::vector<Change>& changes, std::size_t known, const Versions& versions, const MemberState& member);

// What it has used of limits that are not the member's alone.
std::vector<OwnUse> shared_use(const std::vector<Change>& changed);

}  // namespace setia::engine
