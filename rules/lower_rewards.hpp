// Rewards into the program.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

void lower_rewards(Lowering& lowering);

}  // namespace setia::rules
