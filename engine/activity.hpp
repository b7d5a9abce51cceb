// The name of an activity, a field of its event like any other.
#pragma once

#include "engine/event.hpp"

namespace setia::engine {

// Absent for other kinds of events, and for an activity that does not say what it is.
SymbolId activity_of(const Event& event);

}  // namespace setia::engine
