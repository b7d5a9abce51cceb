// Which row of a table fits: the receipt as a whole, or one of its lines.
#pragma once

#include "tests/oracle/lines.hpp"

namespace setia::oracle {

bool is_by_line(const rules::Plan& plan, const rules::TablePlan& table);
bool is_by_tender(const rules::TablePlan& table);
bool is_by_part(const rules::TablePlan& table);

// The row for `line` (null: the event) and tender `method`; null when none fits. Bands: the highest that is reached; rows
// with dates: the latest `since`.
const rules::RowPlan* row_of(const Judging& judging, const rules::TablePlan& table, const engine::Line* line, const std::string* method);

// The part of a band that lies between two amounts: marginal tables, `by part of …`.
Exact within_band(const rules::TablePlan& table, const rules::RowPlan& row, const Exact& before, const Exact& after);

}  // namespace setia::oracle
