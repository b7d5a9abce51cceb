// All questions, in no order that matters: diagnostics are sorted afterwards.
#include "rules/lint/lint.hpp"

namespace setia::rules {

void lint(Context& context) {
  warn_unbounded(context);
  warn_unused(context);
  warn_contradictions(context);
  warn_outside_run(context);
}

}  // namespace setia::rules
