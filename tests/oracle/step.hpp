// The steps in which units are given, and cuts in those steps.
#pragma once

#include "tests/oracle/give.hpp"

namespace setia::oracle {

// The stages that round what a rule gives of a unit: its own, else the unit's.
const std::vector<engine::Rounding>& stages_of(const rules::Plan& plan, std::size_t rule, std::size_t unit);

// The coarsest step of these stages, in millionths: a cut to it is never rounded up again.
Exact step_of(const rules::Plan& plan, std::size_t rule, std::size_t unit);

// The exact number of millionths of `unit` that `free` of the cap pays for; money counts points at their worth.
Exact units_for(const Judging& judging, const rules::CapPlan& cap, const Exact& free, std::size_t unit);

// Lets the pieces keep `most` together, the earlier first.
void keep_in_order(const std::vector<Piece*>& pieces, Exact most);

}  // namespace setia::oracle
