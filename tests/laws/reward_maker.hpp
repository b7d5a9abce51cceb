// Random rewards that rules give.
#pragma once

#include "tests/laws/program_maker.hpp"

namespace setia::laws {

Declarations make_given_rewards(Dice& dice);

}  // namespace setia::laws
