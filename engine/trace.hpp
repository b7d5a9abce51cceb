// Why and why not, rule by rule: filled only when asked for, free when not.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/ids.hpp"
#include "engine/program.hpp"

namespace setia::engine {

enum class Why : std::uint8_t {
  kGave, kOtherEvent, kDate, kCondition, kMissing, kNoRow, kNothing, kOwnLimit, kSharedLimit, kBudget, kStack, kRounding, kStanding,
  kTakenBack, kNotJoined, kNoReferrer,
  kRewardDate, kRewardCondition,       // nobody gets the reward then, or not this member
  kHeld,                               // nobody holds more of it
  kFactorOne,                          // it multiplies by 1
  kNotTaken                            // a discount that a quote allows, and the receipt does not report
};
struct RuleTrace {
  RuleId rule;
  Why why = Why::kGave;
  std::uint16_t clause = 0;            // kCondition, kMissing, kRewardCondition (of the reward): the first condition line that failed
  Check check;                         // … the check of it that failed: the innermost where conditions are made of conditions
  SlotId slot;                         // … and what it read
  bool present = false;
  std::int64_t value = 0;
  std::int64_t left = 0, right = 0;    // … of a comparison of two quantities: both of them
  UnitId unit;                         // kReward…, kHeld: what could not be given
  LimitId limit;                       // kOwnLimit, kSharedLimit, kBudget
  StackId stack;                       // kStack
  RuleId winner;                       // … and who won
  std::int64_t off_minor = 0;          // what its discounts took, as reported
  std::int64_t quoted_minor = 0;       // what a quote allows them …
  std::int64_t wanted_minor = 0;       // … cut from this by `limit`; 0: not cut
};
// What one give of a rule whose conditions hold was counted on.
struct GiveTrace {
  RuleId rule;
  std::uint16_t give = 0;
  Wide base = 0;                       // after caps, in the scale of Give::base
  bool present = true;                 // false: what the base or the factor is read from is missing, or of another type
};
struct Trace {
  std::vector<RuleTrace> rules;        // in rule order, every rule of the version
  std::vector<GiveTrace> gives;        // in order of rule and give; gives without a base are left out, but for a missing factor
};

}  // namespace setia::engine
