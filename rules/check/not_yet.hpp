// What the language can say and the engine cannot do yet. A line leaves this table when it becomes possible.
#pragma once

#include "rules/check/context.hpp"

namespace setia::rules {

enum class Later {
  kTrigger,
  kCycle,
  kPersonalPeriod,
  kHousehold,
  kUnitHistory,
  kStreak,
  kStamps,
  kClub,
  kLadder,
  kOffer,
  kMembershipYear,
  kStatusPeriod,
  kPaidDiscount,
  kTestLine
};

void not_yet(Context& context, Later what, dsl::Span at);

}  // namespace setia::rules
