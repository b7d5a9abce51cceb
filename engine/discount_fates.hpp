// What a quote's discounts came to, put together: one entry for a rule and line, and why a rule took nothing.
#pragma once

#include <optional>
#include <vector>

#include "engine/reported_discounts.hpp"
#include "engine/stacks.hpp"
#include "engine/trace.hpp"

namespace setia::engine {

// What became of a rule that took part.
struct DiscountFate {
  bool no_row = false, nearly = false;     // some pieces were meant, and came to nothing
  std::optional<LimitId> limit;
  std::optional<Loss> loss;
};
RuleTrace reason_of(const Program& program, RuleId rule, const DiscountFate& fate);

// Ascending by rule and line, each once.
void join_takings(std::vector<TakenOff>& taken);

}  // namespace setia::engine
