// Why and why not, rule by rule: filled only when asked for, free when not.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/ids.hpp"
#include "engine/program.hpp"

namespace setia::engine {

enum class Why : std::uint8_t {
  kGave, kOtherEvent, kDate, kCondition, kMissing, kNoRow, kNothing, kOwnLimit, kSharedLimit, kBudget, kStack, kRounding, kStanding,
  kTakenBack, kNotJoined
};
struct RuleTrace {
  RuleId rule;
  Why why = Why::kGave;
  std::uint16_t clause = 0;            // kCondition, kMissing: the first condition line that failed
  SlotId slot;                         // … and what it read
  bool present = false;
  std::int64_t value = 0;
  LimitId limit;                       // kOwnLimit, kSharedLimit, kBudget
  StackId stack;                       // kStack
  RuleId winner;                       // … and who won
};
struct Trace {
  std::vector<RuleTrace> rules;        // in rule order, every rule of the version
};

}  // namespace setia::engine
