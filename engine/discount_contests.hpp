// Who wins in a stack of discounts, and what its rules hand on [J6]: worked out from what each of them alone would come to.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/program.hpp"

namespace setia::engine {

// One rule of the stack. Worth is in millionths of millionths of a minor unit, so that what it takes off and what it gives compare exactly.
struct Contender {
  RuleId rule;
  std::vector<Wide> worth;             // per line
  Wide beside = 0;                     // of what it gives on the event as a whole
  std::vector<std::int64_t> wanted;    // per line: minor units of spend that it would be taken on, before limits on spend
};

struct LostLine {
  RuleId rule, winner;
  std::int32_t line = -1;              // -1: all lines
  bool came_to_something = true;       // else it was not in the contest, and does not come into it later either
};
struct Contested {
  std::optional<RuleId> winner;        // of the first contest that somebody won
  std::vector<LostLine> lost;
};
// On the receipt, or line by line.
Contested contest(const Program& program, StackId stack, const std::vector<Contender>& all);

// What a rule may be taken on, line by line, where the best takes the spend it has free and the rest goes to the next.
struct HandedSpend {
  std::vector<std::int64_t> allowed;   // per line
  std::optional<LimitId> limit;        // that left less than was open
};
// Beside `all`. `rooms`: of the limits on spend that bind its rules, in minor units.
std::vector<HandedSpend> hand_on_spend(const Program& program, StackId stack, const std::vector<Contender>& all, std::vector<std::pair<LimitId, Wide>> rooms);

// In the stack's own list, then by name.
std::size_t place_in_stack(const Program& program, StackId stack, RuleId rule);

}  // namespace setia::engine
