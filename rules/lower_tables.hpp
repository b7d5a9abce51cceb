// Rate tables: keys, bands and rows. Which row counts of several that fit, the engine decides.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

// What one value of a column is multiplied with, to become Give::rate of that column.
using ColumnScale = std::vector<engine::Ratio>;

// What `by payment method` means: of money that is spent each row has what its tenders paid [J8]; else it asks how the receipt was paid.
enum class ByTender { kSplits, kAsks };

engine::TableId lower_table(Lowering& lowering, const TablePlan& table, const ColumnScale& scale, ByTender tenders);

}  // namespace setia::rules
