#include "engine/tables.hpp"

#include <algorithm>

#include "engine/filters.hpp"

namespace setia::engine {
namespace {

bool fits_line(const TableKey& key, const KeyCell& cell, std::int32_t index, SlotReader& reader) {
  if (index < 0) return false;
  const Line& line = reader.event().lines[static_cast<std::size_t>(index)];
  if (key.line_field == LineField::kTag) {
    return std::any_of(line.tags.begin(), line.tags.end(), [&](SymbolId tag) { return contains(cell.texts, tag); });
  }
  if (!key.band) return contains(cell.texts, text_of(reader.program(), line, key.line_field, key.field));
  std::int64_t value = 0;
  if (key.line_field == LineField::kPrice) {
    const Wide amount = Wide{line.amount_minor} * 1'000'000;
    return amount >= Wide{cell.low} * line.quantity_micro && amount <= Wide{cell.high} * line.quantity_micro;
  }
  if (key.line_field == LineField::kQuantity) value = line.quantity_micro;
  else if (!number_of(reader.program(), line, key.field, value)) return false;
  return value >= cell.low && value <= cell.high;
}

bool fits_slot(const TableKey& key, const KeyCell& cell, SlotReader& reader) {
  const SlotReading& reading = reader.read(key.slot);
  if (reading.status != SlotStatus::kPresent) return false;
  if (key.band) return reading.value >= cell.low && reading.value <= cell.high;
  return contains(cell.texts, SymbolId{static_cast<std::size_t>(reading.value)});
}

bool fits_cell(const TableKey& key, const KeyCell& cell, std::int32_t line, SlotReader& reader) {
  if (cell.any) return true;
  switch (key.source) {
    case KeySource::kLineField: return fits_line(key, cell, line, reader);
    case KeySource::kSlot: return fits_slot(key, cell, reader);
    case KeySource::kSegment: return reader.holds_all(cell.segment);
    case KeySource::kTender:
    case KeySource::kPart: return true;
  }
  return false;
}

bool same_lows(const TableRow& a, const TableRow& b) {
  return std::equal(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end(), [](const KeyCell& x, const KeyCell& y) { return x.low == y.low; });
}

// Whether `row` takes the place of `best`: a plain row before `otherwise`, then the higher bands, then the later `since`.
bool is_better(const TableRow& row, const TableRow& best) {
  if (row.otherwise != best.otherwise) return best.otherwise;
  if (!same_lows(row, best)) {
    return std::lexicographical_compare(best.keys.begin(), best.keys.end(), row.keys.begin(), row.keys.end(),
                                        [](const KeyCell& x, const KeyCell& y) { return x.low < y.low; });
  }
  return row.days.first > best.days.first;
}

bool is_larger(const Ratio& a, const Ratio& b) { return Wide{a.num} * b.den > Wide{b.num} * a.den; }

}  // namespace

bool is_by_line(const Table& table) {
  return std::any_of(table.keys.begin(), table.keys.end(), [](const TableKey& key) { return key.source == KeySource::kLineField; });
}

bool is_by_tender(const Table& table) { return table.keys.back().source == KeySource::kTender; }

bool fits_row(const Table& table, const TableRow& row, std::int32_t line, SlotReader& reader) {
  if (!row.days.contains(reader.day())) return false;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    if (!fits_cell(table.keys[i], row.keys[i], line, reader)) return false;
  }
  return true;
}

const Tenders& tenders_of(const Table& table, const TableRow& row, Scratch& scratch) {
  for (const auto& [known, tenders] : scratch.tenders) {
    if (known == &row) return tenders;
  }
  Tenders& tenders = scratch.tenders.emplace_back(&row, Tenders{}).second;
  tenders.excluded = row.keys.back().any;
  tenders.methods = row.keys.back().texts;
  if (!tenders.excluded) return tenders;
  std::vector<SymbolId>& methods = tenders.methods.members;
  for (const TableRow& other : table.rows) methods.insert(methods.end(), other.keys.back().texts.members.begin(), other.keys.back().texts.members.end());
  std::sort(methods.begin(), methods.end());
  return tenders;
}

const TableRow* find_row_of_tender(const Table& table, SymbolId method, std::int32_t line, SlotReader& reader) {
  const TableRow* best = nullptr;
  for (const TableRow& row : table.rows) {
    const KeyCell& paid_by = row.keys.back();
    if ((!paid_by.any && !contains(paid_by.texts, method)) || !fits_row(table, row, line, reader)) continue;
    if (best == nullptr || is_better(row, *best)) best = &row;
  }
  return best;
}

const TableRow* find_row(const Table& table, std::int32_t line, SlotReader& reader, int largest_column) {
  const TableRow* best = nullptr;
  for (const TableRow& row : table.rows) {
    if (!fits_row(table, row, line, reader)) continue;
    if (best == nullptr || is_better(row, *best)) best = &row;
    else if (largest_column >= 0 && row.otherwise == best->otherwise && !is_better(*best, row) &&
             is_larger(row.values[static_cast<std::size_t>(largest_column)], best->values[static_cast<std::size_t>(largest_column)])) best = &row;
  }
  return best;
}

}  // namespace setia::engine
