// Questions about a whole program whose answers are warnings: nothing is wrong, and yet it is hardly meant.
#pragma once

#include "rules/check/context.hpp"

namespace setia::rules {

void lint(Context& context);

void warn_unbounded(Context& context);       // S100: a flat or per-item give without a limit
void warn_unused(Context& context);          // S101: a declaration that nothing uses
void warn_contradictions(Context& context);  // S103: a rule whose own conditions can never hold together
void warn_outside_run(Context& context);     // S104: a rule that lives outside the run of its program

}  // namespace setia::rules
