// What the language can say and the engine cannot do yet. A line leaves this table when it becomes possible.
#pragma once

#include "rules/check/context.hpp"

namespace setia::rules {

enum class Later {
  kTrigger,
  kSchedule,
  kOptIn,
  kFinal,
  kCounter,
  kCycle,
  kMemberCycle,
  kPersonalPeriod,
  kReferrer,
  kHousehold,
  kUnitHistory,
  kFriends,
  kDiscount,
  kStreak,
  kStamps,
  kClub,
  kLadder,
  kBadge,
  kReward,
  kReferred,
  kMembershipYear,
  kStatusPeriod,
  kStatusChange,
  kTestLine,
  kMemberList,
  kHours,
  kNestedMeasure,
  kPercentTable
};

void not_yet(Context& context, Later what, dsl::Span at);

}  // namespace setia::rules
