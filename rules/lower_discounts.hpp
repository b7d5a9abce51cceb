// Discount lines of rules.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

engine::Discount lower_discount(Lowering& lowering, const DiscountPlan& from);

}  // namespace setia::rules
