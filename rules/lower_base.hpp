// What a give is counted on.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

// Spend and pieces of this event go line by line; any other quantity is one whole number.
engine::Base lower_base(Lowering& lowering, const QuantityPlan& quantity);
// The part that this event adds to a quantity with a window.
engine::Base lower_base_of_event(Lowering& lowering, const QuantityPlan& quantity);

engine::Base pieces_base(Lowering& lowering, const LinesPlan& lines);
engine::Base field_base(Lowering& lowering, FieldRef field, const LinesPlan& lines);
// The built-in quantity of lines, in whatever it is measured.
engine::Base quantity_base(Lowering& lowering, const LinesPlan& lines);

}  // namespace setia::rules
