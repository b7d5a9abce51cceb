// What of the matched rules concerns each phase of [J1], so that a phase walks over that alone.
#pragma once

#include "engine/program.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {

// Fills Scratch::acts with the gives of the matched rules, and Scratch::limits with their limits.
void list_acts(const Program& program, Scratch& scratch);
void list_limits(const Program& program, Scratch& scratch);

}  // namespace setia::engine
