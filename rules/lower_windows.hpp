// Windows: what a clause says of days, and what a period or the time a level was given for is.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

// The window that a clause writes.
engine::Window lower_window(Lowering& lowering, const WindowPlan& from);

// The window that a period is.
engine::Window lower_period(Lowering& lowering, PeriodRef period);

// The window that a period of each member's own is, while it runs.
engine::Window lower_own_period(Lowering& lowering, PeriodRef period);

// The window that the status period of a ladder is.
engine::Window status_period(Lowering& lowering, LadderRef ladder);

}  // namespace setia::rules
