#include "engine/discount_fates.hpp"

#include <algorithm>
#include <tuple>

namespace setia::engine {

RuleTrace reason_of(const Program& program, RuleId rule, const DiscountFate& fate) {
  RuleTrace reason;
  reason.rule = rule;
  reason.why = fate.nearly ? Why::kRounding : Why::kNothing;
  if (fate.no_row) reason.why = Why::kNoRow;
  if (fate.limit) {
    const Limit& limit = program.limits[fate.limit->index()];
    reason.why = limit.scope == CapScope::kTotal ? Why::kBudget : limit.shared ? Why::kSharedLimit : Why::kOwnLimit;
    reason.limit = *fate.limit;
  }
  if (fate.loss) {
    reason.why = Why::kStack;
    reason.stack = fate.loss->stack;
    reason.winner = fate.loss->winner;
  }
  return reason;
}

void join_takings(std::vector<TakenOff>& taken) {
  std::stable_sort(taken.begin(), taken.end(), [](const TakenOff& a, const TakenOff& b) { return std::tie(a.rule, a.line) < std::tie(b.rule, b.line); });
  std::vector<TakenOff> joined;
  for (const TakenOff& one : taken) {
    if (joined.empty() || joined.back().rule != one.rule || joined.back().line != one.line) {
      joined.push_back(one);
      continue;
    }
    joined.back().minor += one.minor;
    if (one.spend_minor) joined.back().spend_minor = *joined.back().spend_minor + *one.spend_minor;
  }
  taken = std::move(joined);
}

}  // namespace setia::engine
