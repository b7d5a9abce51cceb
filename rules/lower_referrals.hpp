// Referrals, and whether a program has to do with who referred a member at all.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

// All but their limits.
void lower_referrals(Lowering& lowering);

bool meets_referrers(const engine::Program& program);

}  // namespace setia::rules
