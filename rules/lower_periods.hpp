// Periods whose stretches begin or end within a day: what lies on those days and outside does not count.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

// Adds to `out` what an event must be like to lie within the window's period; nothing where whole days do.
void add_times_of_period(Lowering& lowering, const WindowPlan& window, Checks& out);

}  // namespace setia::rules
