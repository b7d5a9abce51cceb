// Tables. A category that has no row of its own belongs to the nearest one above it that has.
#include "rules/lower_tables.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <string_view>

#include "rules/lower_base.hpp"
#include "rules/lower_conditions.hpp"
#include "rules/lower_filters.hpp"
#include "rules/lower_quantities.hpp"
#include "rules/ratios.hpp"
#include "rules/scales.hpp"
#include "rules/words.hpp"

namespace setia::rules {
namespace {

using engine::KeySource;

bool is_field(const KeyPlan& key, BuiltIn field) {
  if (key.kind != dsl::KeyKind::kQuantity || key.quantity.kind != dsl::QuantityKind::kField) return false;
  const BuiltIn* const built_in = std::get_if<BuiltIn>(&key.quantity.field);
  return built_in != nullptr && *built_in == field;
}

bool is_yes_or_no(const KeyPlan& key) { return key.kind == dsl::KeyKind::kQuantity && key.quantity.type == QuantityType::kYesNo; }

bool has_bands(const TablePlan& table, std::size_t key) {
  if (is_yes_or_no(table.keys[key])) return true;
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const RowPlan& row) { return row.keys[key].low || row.keys[key].high; });
}

// Bands "above" and "up to", which hold their upper ends; those "from" hold their lower ones.
bool has_upper_ends(const TablePlan& table, std::size_t key) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const RowPlan& row) { return row.keys[key].low_exclusive || row.keys[key].high; });
}

// Codes and cards of a receipt are several: a row asks whether one of them is its own.
bool asks_of_several(const TablePlan& table, std::size_t key, ByTender tenders) {
  const KeyPlan& asked = table.keys[key];
  const bool splits = tenders == ByTender::kSplits && key + 1 == table.keys.size();
  return is_field(asked, BuiltIn::kCode) || is_field(asked, BuiltIn::kPaymentCard) || (is_field(asked, BuiltIn::kPaymentMethod) && !splits);
}

engine::TableKey lower_key(Lowering& lowering, const TablePlan& table, std::size_t index, ByTender tenders) {
  const KeyPlan& from = table.keys[index];
  engine::TableKey key;
  key.band = has_bands(table, index);
  if (from.kind == dsl::KeyKind::kSegment || asks_of_several(table, index, tenders)) {
    key.source = KeySource::kSegment;
  } else if (from.weekdays) {
    engine::Slot weekday;
    weekday.kind = engine::SlotKind::kWeekday;
    weekday.type = engine::ValueType::kCount;
    key.slot = lowering.slot(std::move(weekday));
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
    const bool average = lowering.program.slots[key.slot.index()].kind == engine::SlotKind::kQuotient;
    if (average && has_upper_ends(table, index)) key.slot = rounded_up(lowering, key.slot);
  }
  return key;
}

// --- cells ----------------------------------------------------------------------------------------------------------

std::set<std::string> named_in(const TablePlan& table, std::size_t key) {
  std::set<std::string> named;
  for (const RowPlan& row : table.rows) named.insert(row.keys[key].texts.begin(), row.keys[key].texts.end());
  return named;
}

engine::KeyCell lower_cell(Lowering& lowering, const TablePlan& table, std::size_t index, const KeyCellPlan& from) {
  engine::KeyCell cell;
  cell.any = from.any;
  const bool categories = is_field(table.keys[index], BuiltIn::kCategory);
  cell.texts = lowering.symbols_of(categories ? with_sub_categories(lowering, from.texts, named_in(table, index)) : from.texts);
  cell.low = from.low ? *from.low + (from.low_exclusive ? 1 : 0) : kLeast;
  cell.high = from.high.value_or(kMost);
  if (!from.segments.empty()) cell.segment = {in_any_segment(lowering, from.segments)};
  return cell;
}

// Where a band of "part of" ends that says only where it begins: at the next one.
std::int64_t band_end(const TablePlan& table, const RowPlan& row, std::size_t key) {
  std::int64_t end = kMost;
  for (const RowPlan& other : table.rows) {
    if (other.keys[key].low && *other.keys[key].low > *row.keys[key].low) end = std::min(end, *other.keys[key].low);
  }
  return end;
}

// Both ends of a band of "part of", which is what lies between them.
void set_part(const TablePlan& table, const RowPlan& row, std::size_t key, engine::KeyCell& cell) {
  const KeyCellPlan& from = row.keys[key];
  cell.low = from.low.value_or(kLeast);
  cell.high = from.high ? *from.high : from.low ? band_end(table, row, key) : kMost;
}

// Yes and no are 1 and 0.
void set_yes_or_no(const KeyCellPlan& from, engine::KeyCell& cell) {
  if (from.any) return;
  const auto says = [&](std::string_view word) { return std::find(from.texts.begin(), from.texts.end(), word) != from.texts.end(); };
  cell.low = says("no") ? 0 : 1;
  cell.high = says("yes") ? 1 : 0;
}

// Weekdays are counted from monday.
void set_weekdays(const KeyCellPlan& from, engine::KeyCell& cell) {
  cell.texts.members.clear();
  for (const std::string& name : from.texts) cell.texts.members.push_back(engine::SymbolId{static_cast<std::size_t>(*weekday_named(name))});
  std::sort(cell.texts.members.begin(), cell.texts.members.end());
}

// A level is its rank.
void set_ranks(const Lowering& lowering, LadderRef ladder, const KeyCellPlan& from, engine::KeyCell& cell) {
  cell.texts.members.clear();
  const std::vector<RungPlan>& rungs = lowering.plan.ladders[ladder.index].rungs;
  for (std::size_t i = 0; i < rungs.size(); ++i)
    if (std::find(from.texts.begin(), from.texts.end(), rungs[i].name) != from.texts.end()) cell.texts.members.push_back(engine::SymbolId{i + 1});
}

// "code is …" of the texts of a cell.
std::vector<engine::Check> is_one_of(Lowering& lowering, const KeyPlan& key, const KeyCellPlan& cell) {
  TextIs is;
  is.field = key.quantity.field;
  is.texts = cell.texts;
  return lower_conditions(lowering, {ConditionPlan{std::move(is), {}, {}}});
}

engine::TableRow lower_row(Lowering& lowering, const TablePlan& table, const RowPlan& from, const ColumnScale& scale, ByTender tenders) {
  engine::TableRow row;
  row.otherwise = from.otherwise;
  row.days = from.days;
  for (std::size_t key = 0; key < from.keys.size(); ++key) {
    row.keys.push_back(lower_cell(lowering, table, key, from.keys[key]));
    if (table.keys[key].kind == dsl::KeyKind::kPartOf) set_part(table, from, key, row.keys.back());
    if (asks_of_several(table, key, tenders) && !from.keys[key].any) row.keys.back().segment = is_one_of(lowering, table.keys[key], from.keys[key]);
    if (table.keys[key].weekdays) set_weekdays(from.keys[key], row.keys.back());
    if (table.keys[key].quantity.ladder) set_ranks(lowering, *table.keys[key].quantity.ladder, from.keys[key], row.keys.back());
    if (is_yes_or_no(table.keys[key])) set_yes_or_no(from.keys[key], row.keys.back());
  }
  for (std::size_t column = 0; column < from.values.size(); ++column) {
    row.values.push_back(from.values[column] ? times(*from.values[column], scale[column]) : engine::Ratio{});
  }
  return row;
}

}  // namespace

engine::TableId lower_table(Lowering& lowering, const TablePlan& from, const ColumnScale& scale, ByTender tenders) {
  engine::Table table;
  for (std::size_t key = 0; key < from.keys.size(); ++key) table.keys.push_back(lower_key(lowering, from, key, tenders));
  for (const RowPlan& row : from.rows) table.rows.push_back(lower_row(lowering, from, row, scale, tenders));
  return lowering.table(std::move(table));
}

}  // namespace setia::rules
