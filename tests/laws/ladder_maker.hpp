// Random ladders with what asks for their levels, and wallets with what fills them.
#pragma once

#include "tests/laws/program_maker.hpp"

namespace setia::laws {

Declarations make_ladder(Dice& dice);
Declarations make_wallet(Dice& dice);

}  // namespace setia::laws
