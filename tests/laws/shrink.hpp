// Makes a failing world small enough to read.
#pragma once

#include <functional>

#include "tests/laws/agreement.hpp"

namespace setia::laws {

// Says whether a world still fails; of one whose program does not check it says no.
using Fails = std::function<bool(const Pair&)>;

// Drops events, declarations, lines, tenders and fields while the world still fails.
Pair shrunk(Pair pair, const Fails& fails);

}  // namespace setia::laws
