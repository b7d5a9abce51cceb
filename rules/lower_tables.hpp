// Rate tables: keys, bands and rows, made so that of the rows that fit an event or a line one counts.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

// What one value of a column is multiplied with, to become Give::rate of that column.
using ColumnScale = std::vector<engine::Ratio>;

engine::TableId lower_table(Lowering& lowering, const TablePlan& table, const ColumnScale& scale);

}  // namespace setia::rules
