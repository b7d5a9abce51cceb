// Tables. A row with `from` alone ends where the next higher one begins; a row with `since` alone ends the day before the
// next later one; a category that has no row of its own belongs to the nearest one above it that has.
#include "rules/lower_tables.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "rules/lower_base.hpp"
#include "rules/lower_conditions.hpp"
#include "rules/lower_filters.hpp"
#include "rules/lower_quantities.hpp"
#include "rules/ratios.hpp"

namespace setia::rules {
namespace {

using engine::KeySource;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

bool is_field(const KeyPlan& key, BuiltIn field) {
  if (key.kind != dsl::KeyKind::kQuantity || key.quantity.kind != dsl::QuantityKind::kField) return false;
  const BuiltIn* const built_in = std::get_if<BuiltIn>(&key.quantity.field);
  return built_in != nullptr && *built_in == field;
}

bool has_bands(const TablePlan& table, std::size_t key) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const RowPlan& row) { return row.keys[key].low || row.keys[key].high; });
}

engine::TableKey lower_key(Lowering& lowering, const TablePlan& table, std::size_t index) {
  const KeyPlan& from = table.keys[index];
  engine::TableKey key;
  key.band = has_bands(table, index);
  if (from.kind == dsl::KeyKind::kSegment) {
    key.source = KeySource::kSegment;
  } else if (from.kind == dsl::KeyKind::kPartOf) {
    key.source = KeySource::kPart;
    key.slot = lower_quantity(lowering, from.quantity);
    key.part = lower_base_of_event(lowering, from.quantity);
  } else if (is_field(from, BuiltIn::kPaymentMethod)) {
    key.source = KeySource::kTender;
  } else if (from.quantity.kind == dsl::QuantityKind::kField && is_line_field(lowering.plan, from.quantity.field)) {
    key.source = KeySource::kLineField;
    key.line_field = line_field_of(from.quantity.field);
    if (const FieldRef* const declared = std::get_if<FieldRef>(&from.quantity.field)) key.field = lowering.fields[declared->index];
  } else {
    key.slot = lower_quantity(lowering, from.quantity);
  }
  return key;
}

// --- cells ----------------------------------------------------------------------------------------------------------

std::set<std::string> named_in(const TablePlan& table, std::size_t key) {
  std::set<std::string> named;
  for (const RowPlan& row : table.rows) named.insert(row.keys[key].texts.begin(), row.keys[key].texts.end());
  return named;
}

// The categories of a cell, and those below them that stand nearer to no other row.
std::vector<std::string> nearest_sub_categories(const Plan& plan, const std::vector<std::string>& texts, const std::set<std::string>& named) {
  std::vector<std::string> all = texts;
  for (std::size_t next = 0; next < all.size(); ++next) {  // grows while it is read
    for (const ListPlan& list : plan.lists) {
      if (list.kind != "category") continue;
      for (const auto& [child, parent] : list.parents) {
        if (parent == all[next] && !named.contains(child) && std::find(all.begin(), all.end(), child) == all.end()) all.push_back(child);
      }
    }
  }
  return all;
}

engine::KeyCell lower_cell(Lowering& lowering, const TablePlan& table, std::size_t index, const KeyCellPlan& from) {
  engine::KeyCell cell;
  cell.any = from.any;
  const bool categories = is_field(table.keys[index], BuiltIn::kCategory);
  cell.texts = lowering.symbols_of(categories ? nearest_sub_categories(lowering.plan, from.texts, named_in(table, index)) : from.texts);
  cell.low = from.low ? *from.low + (from.low_exclusive ? 1 : 0) : kLeast;
  cell.high = from.high.value_or(kMost);
  if (!from.segments.empty()) cell.segment = {in_any_segment(lowering, from.segments)};
  return cell;
}

// --- rows that would fit together -----------------------------------------------------------------------------------

bool same_cell(const KeyCellPlan& a, const KeyCellPlan& b) {
  const auto indexes = [](const KeyCellPlan& cell) {
    std::vector<std::size_t> all;
    for (const SegmentRef segment : cell.segments) all.push_back(segment.index);
    return all;
  };
  return a.any == b.any && a.texts == b.texts && a.low == b.low && a.high == b.high && a.low_exclusive == b.low_exclusive && indexes(a) == indexes(b);
}

bool same_keys(const RowPlan& a, const RowPlan& b, std::optional<std::size_t> but = std::nullopt) {
  for (std::size_t i = 0; i < a.keys.size(); ++i) {
    if (i != but && !same_cell(a.keys[i], b.keys[i])) return false;
  }
  return true;
}

// The last value of a band that says only where it begins: the highest `from` that is reached counts.
std::int64_t band_end(const TablePlan& table, const RowPlan& row, std::size_t key) {
  std::int64_t end = kMost;
  for (const RowPlan& other : table.rows) {
    if (other.keys[key].low && *other.keys[key].low > *row.keys[key].low && same_keys(row, other, key)) {
      end = std::min(end, *other.keys[key].low - 1);
    }
  }
  return end;
}

engine::DayRange days_in_force(const TablePlan& table, const RowPlan& row) {
  engine::DayRange days = row.days;
  for (const RowPlan& other : table.rows) {
    if (other.days.first > row.days.first && same_keys(row, other)) days.last = std::min(days.last, other.days.first - 1);
  }
  return days;
}

engine::TableRow lower_row(Lowering& lowering, const TablePlan& table, const RowPlan& from, const ColumnScale& scale) {
  engine::TableRow row;
  row.otherwise = from.otherwise;
  row.days = days_in_force(table, from);
  for (std::size_t key = 0; key < from.keys.size(); ++key) {
    row.keys.push_back(lower_cell(lowering, table, key, from.keys[key]));
    if (from.keys[key].low && !from.keys[key].high) row.keys.back().high = band_end(table, from, key);
  }
  for (std::size_t column = 0; column < from.values.size(); ++column) {
    row.values.push_back(from.values[column] ? times(*from.values[column], scale[column]) : engine::Ratio{});
  }
  return row;
}

}  // namespace

engine::TableId lower_table(Lowering& lowering, const TablePlan& from, const ColumnScale& scale) {
  engine::Table table;
  for (std::size_t key = 0; key < from.keys.size(); ++key) table.keys.push_back(lower_key(lowering, from, key));
  for (const RowPlan& row : from.rows) table.rows.push_back(lower_row(lowering, from, row, scale));
  return lowering.table(std::move(table));
}

}  // namespace setia::rules
