// A member as if an event had never been, or had been already: what others are judged against [R2].
#pragma once

#include <span>
#include <vector>

#include "engine/again.hpp"
#include "engine/given_so_far.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// `member`, who is `index`, without what the receipt gave them, used and gathered so far; barred from giving where the receipt found
// its own member so.
MemberState without(const Case& receipt, const std::vector<GivenSoFar>& given, const std::vector<Change>& changed, const Versions& versions,
                    MemberIndex index, const MemberState& member);

// `member` with what the record at hand changes in it.
MemberState with(std::span<const Change> changes, MemberIndex index, const Versions& versions, const MemberState& member);

// The referrals that it has completed for the friend.
std::vector<ReferralId> completed_by(const std::vector<Change>& changed, MemberIndex whose);

// What it has used of limits. `shared_is_counted`: what all members share holds its part still.
std::vector<OwnUse> own_use(const std::vector<Change>& changed, bool shared_is_counted);

}  // namespace setia::engine
