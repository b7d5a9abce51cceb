// How long something lives, where a cell of a table says it: "12 months", "until the end of the next year".
#pragma once

#include "dsl/clause.hpp"

namespace setia::dsl {

// False when the words of the cell say nothing of that kind.
bool read_span_in(const Cell& cell, LifeSpan& out);

}  // namespace setia::dsl
