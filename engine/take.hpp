// Small steps of taking an outcome, shared with those who foresee it.
#pragma once

#include "engine/state.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// A version just adopted may order lots otherwise and may let them lapse earlier: lots are put in order, and everybody is
// asked for what is due at their next record.
void take_adoption(const Versions& versions, State& state);

}  // namespace setia::engine
