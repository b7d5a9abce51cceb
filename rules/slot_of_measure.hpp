// Where a compiled program reads a measure.
#pragma once

#include <optional>

#include "engine/program.hpp"
#include "engine/symbols.hpp"
#include "rules/plan.hpp"

namespace setia::rules {

// `program` and `symbols` are those that lower() made of `plan`. Nothing on days outside the period that it reads.
std::optional<engine::SlotId> slot_of_measure(const Plan& plan, engine::Symbols& symbols, const engine::Program& program,
                                              MeasureRef measure, engine::Day day);

}  // namespace setia::rules
