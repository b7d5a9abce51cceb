// Random histories: purchases of every kind, joins, changes of members, redemptions, late and refused events, and in a third of them returns.
#pragma once

#include <vector>

#include "engine/event.hpp"
#include "engine/symbols.hpp"
#include "tests/laws/dice.hpp"
#include "tests/laws/kinds.hpp"

namespace setia::laws {

// `Event::member` and `other` are numbers of persons, 1, 2, …; 0 is nobody. Worlds translate it into their own index.
using Happenings = std::vector<engine::Event>;

// Where a late receipt reached a level and what it counted with was returned since, the engine looks at the part of it that is kept with
// what is known now, and at other receipts with what was known then: worlds with levels return late receipts whole alone.
enum class LateReturns { kAny, kWhole };

Happenings make_history(Dice& dice, std::int64_t events, engine::Symbols& symbols, Kinds kinds = Kinds::kOfOracle, LateReturns late = LateReturns::kAny);

// A receipt at a civil time of the program's zone (seven hours east of UTC, as in the programs made here).
engine::Stamp stamp_at(engine::Day day, int minute);

}  // namespace setia::laws
