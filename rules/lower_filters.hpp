// Which lines of a basket: from sets and named values to engine filters.
#pragma once

#include <set>

#include "rules/lowering.hpp"

namespace setia::rules {

// The filter of `on … except …`; FilterId{0} when it names nothing.
engine::FilterId lower_lines(Lowering& lowering, const LinesPlan& lines);
engine::FilterId lower_what(Lowering& lowering, const WhatPlan& what);
// The same with several exceptions.
engine::FilterId lower_apart(Lowering& lowering, const std::optional<WhatPlan>& on, const std::vector<WhatPlan>& except);

// The categories and all that the program's lists place below them, but for what `apart` names and what lies below that.
std::vector<std::string> with_sub_categories(const Lowering& lowering, const std::vector<std::string>& categories,
                                             const std::set<std::string>& apart);

// The column of a line that a field stands for; kDeclared for fields of the program.
engine::LineField line_field_of(const AnyField& field);
bool is_line_field(const Plan& plan, const AnyField& field);

engine::Tenders lower_tenders(Lowering& lowering, const QuantityPlan& quantity);

}  // namespace setia::rules
