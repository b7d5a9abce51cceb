// Rules that members join: from when on a member takes part [P3].
#pragma once

#include "engine/slot_reader.hpp"

namespace setia::engine {

// True when the rule is for everybody, or the event's member joined it before the event, and early enough; or at any time, where
// it counts from the start.
bool has_joined(const Rule& rule, const SlotReader& reader);

const Joined* find_joined(const MemberState& member, std::uint32_t rule_key);

}  // namespace setia::engine
