// Counters: what rules add to and take from, read as before the event [J9].
#pragma once

#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// First day of what the counter counts in on `day`: a window, or what began with the latest period, which lasts until the next begins. 0 for
// one that never starts again, kAlways before the first period.
Day counter_window(const Program& program, CounterId counter, Day day, const MemberState& member);

// In the counter's scale.
std::int64_t counter_value(const Program& program, CounterId counter, Day day, const MemberState& member);

}  // namespace setia::engine
