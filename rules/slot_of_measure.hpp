// Where a compiled program reads a measure.
#pragma once

#include "engine/program.hpp"
#include "engine/symbols.hpp"
#include "rules/plan.hpp"

namespace setia::rules {

// `program` and `symbols` are those that lower() made of `plan`.
engine::SlotId slot_of_measure(const Plan& plan, engine::Symbols& symbols, const engine::Program& program, MeasureRef measure);

}  // namespace setia::rules
