// Ladders: their names first, for what asks for a level, then what they count and ask for.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

void name_ladders(Lowering& lowering);
void lower_ladders(Lowering& lowering);

}  // namespace setia::rules
