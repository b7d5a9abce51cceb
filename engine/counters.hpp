// Counters: what rules add to and take from, read as before the event [J9].
#pragma once

#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// First day of the window that the counter counts in on `day`; 0 for one that never starts again.
Day counter_window(const Program& program, CounterId counter, Day day);

// In the counter's scale.
std::int64_t counter_value(const Program& program, CounterId counter, Day day, const MemberState& member);

}  // namespace setia::engine
