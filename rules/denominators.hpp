// Whether the exact fractions of each unit have one common denominator that can be counted with (ledger.md, "Scales").
#pragma once

#include <optional>
#include <vector>

#include "rules/plan.hpp"

namespace setia::rules {

inline constexpr engine::Wide kMostDenominator = 1'000'000'000'000'000;

// For each unit of the plan: the rule with which the common denominator of all amounts and multipliers, taken in order
// of the rules, passes kMostDenominator; empty when it never does.
std::vector<std::optional<RuleRef>> rules_too_fine(const Plan& plan);

}  // namespace setia::rules
