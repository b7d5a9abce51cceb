// Random declarations of kinds that the oracle does not know: rewards, referrals, ladders that start from zero, counters, tenders
// in points, closes.
#pragma once

#include "tests/laws/program_maker.hpp"

namespace setia::laws {

Declarations make_rewards(Dice& dice);
Declarations make_referral(Dice& dice);
Declarations make_priced_ladder(Dice& dice);
Declarations make_counter(Dice& dice);
Declarations make_close(Dice& dice);
Declarations make_tender(Dice& dice);

}  // namespace setia::laws
