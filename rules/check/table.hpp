// The pieces of a table while it is read: which column means what, and its cells.
#pragma once

#include "rules/check/parts.hpp"

namespace setia::rules {

enum class ColumnRole { kKey, kFrom, kAbove, kUpTo, kSince, kUntil, kValue };
struct Column {
  ColumnRole role = ColumnRole::kValue;
  std::size_t index = 0;  // which key, or which value column
};

// What each column of the header means. Reports unknown, doubled and missing ones.
std::optional<std::vector<Column>> columns_of(Context& context, const dsl::TableRow& header, dsl::Span at, const std::vector<KeyPlan>& keys,
                                              const std::vector<std::string>& values);

// `x1.5`; nothing where a cell is written otherwise. It may be below 1.
std::optional<engine::Ratio> factor_in(const dsl::Cell& cell);

std::optional<RowPlan> row_of(Context& context, const dsl::TableRow& row, dsl::Span at, const std::vector<Column>& columns,
                              const TablePlan& table);

// Doubled keys, overlapping bands, gaps, and an `otherwise` that is not last.
void check_rows(Context& context, const TablePlan& table, const std::vector<Column>& columns);

}  // namespace setia::rules
