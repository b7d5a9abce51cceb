// What units pay, and how much of a receipt.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

void lower_pay_with(Lowering& lowering);

}  // namespace setia::rules
