// Small steps of taking an outcome, shared with those who foresee it.
#pragma once

#include "engine/state.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// Sets a field of a member, in the order of keys.
void take_field(std::uint32_t key, std::int64_t value, MemberState& member);

// A version just adopted may order lots otherwise and may let them lapse earlier: lots are put in order, and everybody is
// asked for what is due at their next record.
void take_adoption(const Versions& versions, State& state);

}  // namespace setia::engine
