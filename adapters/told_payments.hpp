// What the payments of a recorded receipt came to, for telling it: rests, and what units and holds paid.
#pragma once

#include "adapters/ledger.hpp"

namespace setia::adapters {

// `event` is complete. Fills in what the event left open and booking it worked out. Does nothing to other kinds of events.
engine::Status tell_payments(Ledger& ledger, const engine::Outcome& outcome, const engine::Program& program, engine::Event& event);

}  // namespace setia::adapters
