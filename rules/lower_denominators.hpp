// The denominator over which a unit's exact amounts are whole numbers: of every rate, and of every rate times a factor.
#pragma once

#include "engine/program.hpp"

namespace setia::rules {

// Sets Unit::denominator of every unit; check has refused programs where it passes 10^15.
void lower_denominators(engine::Program& program);

}  // namespace setia::rules
