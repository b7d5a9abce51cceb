// What of a receipt earns, line by line, and what the receipt comes to [J8].
#pragma once

#include "engine/event.hpp"
#include "engine/program.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {

// Minor units per line: after negative lines are shared over the positive ones, less what points or wallets paid (unless
// the key's units earn), of the tenders asked for. Kept in `scratch` for the event.
const std::vector<std::int64_t>& spend_by_line(const Program& program, const Event& event, const SpendKey& key, Scratch& scratch);

// True when what is paid with this unit stays in a spend that keeps `earning_units`.
bool earns(const Program& program, const Payment& payment, std::uint64_t earning_units);

// The receipt as a whole, however paid; never below zero.
std::int64_t basket_total(const Event& event, const Slot& slot);

}  // namespace setia::engine
