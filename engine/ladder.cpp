#include "engine/ladder.hpp"

namespace setia::engine {

const Terms& terms_on(const Rung& rung, Day day) {
  static const Terms kNone;
  const Terms* found = &kNone;
  for (const Terms& terms : rung.terms)
    if (terms.since <= day) found = &terms;
  return *found;
}

}  // namespace setia::engine
