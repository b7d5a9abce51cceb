// Puts what lowering found by need into the order that engine/program.hpp promises: bytewise by canonical text.
#pragma once

#include "engine/program.hpp"

namespace setia::rules {

// Sorts slots, metrics and limits, and renumbers everything that names one.
void sort_program(engine::Program& program);

}  // namespace setia::rules
