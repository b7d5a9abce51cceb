// Random rewards that rules give and members buy, and referrals without steps.
#pragma once

#include "tests/laws/program_maker.hpp"

namespace setia::laws {

Declarations make_given_rewards(Dice& dice);

// A referral that joining completes.
Declarations make_plain_referral(Dice& dice);

}  // namespace setia::laws
