// Works out what an event left out, the same way at the door and when it is read back from the journal.
#pragma once

#include "engine/event.hpp"
#include "engine/result.hpp"
#include "engine/symbols.hpp"

namespace setia::engine {

// Numbers lines by their place, sets amount = quantity × unit price − discount (exact, in minor units of
// `currency_decimals`), lets one payment without an amount pay the rest, and interns names of holds and the texts of `more`. Idempotent.
// kInvalid names the line whose amount is no whole minor unit, kOverflow the one that does not fit.
Status complete(Event& event, int currency_decimals, Symbols& symbols);

}  // namespace setia::engine
