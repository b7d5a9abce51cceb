#include "tests/oracle/table.hpp"

#include <algorithm>

#include "tests/oracle/condition.hpp"
#include "tests/oracle/quantity.hpp"

namespace setia::oracle {
namespace {

bool is_field(const rules::KeyPlan& key, rules::BuiltIn field) {
  if (key.kind != dsl::KeyKind::kQuantity || key.quantity.kind != dsl::QuantityKind::kField) return false;
  const auto* built_in = std::get_if<rules::BuiltIn>(&key.quantity.field);
  return built_in != nullptr && *built_in == field;
}

bool is_line_key(const rules::Plan& plan, const rules::KeyPlan& key) {
  return key.kind == dsl::KeyKind::kQuantity && key.quantity.kind == dsl::QuantityKind::kField && is_of_lines(plan, key.quantity.field);
}

bool is_text(const rules::KeyPlan& key) {
  return key.quantity.type == rules::QuantityType::kText || key.quantity.type == rules::QuantityType::kYesNo;
}

bool in_band(const Exact& value, const rules::KeyCellPlan& cell) {
  if (cell.low && (cell.low_exclusive ? value <= *cell.low : value < *cell.low)) return false;
  return !cell.high || value <= *cell.high;
}

Texts texts_for(const Judging& judging, const rules::KeyPlan& key, const engine::Line* line, const std::string* method) {
  constexpr const char* kDays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  if (key.weekdays) return {kDays[engine::weekday_of(judging.day)]};
  if (is_field(key, rules::BuiltIn::kPaymentMethod) && method != nullptr) return {*method};
  if (!is_line_key(judging.history.plan(), key)) return texts_of_event(judging, key.quantity.field);
  if (line == nullptr) return {};
  return texts_of_line(judging, *line, key.quantity.field);
}

// A category without a row of its own belongs to the nearest one above it that has.
Texts nearest_row(const Judging& judging, const rules::TablePlan& table, std::size_t key, const Texts& held) {
  if (held.empty() || !is_field(table.keys[key], rules::BuiltIn::kCategory)) return held;
  for (const std::string& category : with_parents(judging.history.plan(), held.front())) {
    for (const rules::RowPlan& row : table.rows)
      if (std::find(row.keys[key].texts.begin(), row.keys[key].texts.end(), category) != row.keys[key].texts.end()) return {category};
  }
  return held;
}

bool fits_cell(const Judging& judging, const rules::TablePlan& table, std::size_t index, const rules::KeyCellPlan& cell,
               const engine::Line* line, const std::string* method) {
  const rules::KeyPlan& key = table.keys[index];
  if (cell.any || key.kind == dsl::KeyKind::kPartOf) return true;
  if (key.kind == dsl::KeyKind::kSegment)
    return std::any_of(cell.segments.begin(), cell.segments.end(), [&](rules::SegmentRef segment) { return is_in_segment(judging, segment); });
  if (is_text(key)) {
    const Texts held = nearest_row(judging, table, index, texts_for(judging, key, line, method));
    return std::any_of(held.begin(), held.end(), [&](const std::string& text) { return std::find(cell.texts.begin(), cell.texts.end(), text) != cell.texts.end(); });
  }
  const auto value = amount_of(judging, key.quantity);
  return value && in_band(*value, cell);
}

// Whether `row` takes the place of `best`: a plain row before `otherwise`, a higher band, a later `since`.
bool is_nearer(const rules::RowPlan& row, const rules::RowPlan& best) {
  if (row.otherwise != best.otherwise) return best.otherwise;
  for (std::size_t i = 0; i < row.keys.size(); ++i) {
    if (!row.keys[i].low || !best.keys[i].low || *row.keys[i].low == *best.keys[i].low) continue;
    return *row.keys[i].low > *best.keys[i].low;
  }
  return row.days.first > best.days.first;
}

}  // namespace

bool is_by_line(const rules::Plan& plan, const rules::TablePlan& table) {
  return std::any_of(table.keys.begin(), table.keys.end(), [&](const rules::KeyPlan& key) { return is_line_key(plan, key); });
}

bool is_by_tender(const rules::TablePlan& table) { return is_field(table.keys.back(), rules::BuiltIn::kPaymentMethod); }

bool is_by_part(const rules::TablePlan& table) { return table.keys.back().kind == dsl::KeyKind::kPartOf; }

const rules::RowPlan* row_of(const Judging& judging, const rules::TablePlan& table, const engine::Line* line, const std::string* method) {
  const rules::RowPlan* best = nullptr;
  for (const rules::RowPlan& row : table.rows) {
    if (!row.days.contains(judging.day)) continue;
    bool fits_all = true;
    for (std::size_t i = 0; i < table.keys.size(); ++i) fits_all = fits_all && fits_cell(judging, table, i, row.keys[i], line, method);
    if (fits_all && (best == nullptr || is_nearer(row, *best))) best = &row;
  }
  return best;
}

Exact within_band(const rules::TablePlan& table, const rules::RowPlan& row, const Exact& before, const Exact& after) {
  const rules::KeyCellPlan& band = row.keys.back();
  Exact low = band.low ? Exact(*band.low) : Exact(0);
  Exact high = band.high ? Exact(*band.high) : after;
  if (!band.high && band.low) {
    for (const rules::RowPlan& other : table.rows)
      if (other.keys.back().low && *other.keys.back().low > *band.low) high = std::min(high, Exact(*other.keys.back().low));
  }
  return std::max(Exact(std::min(high, after) - std::max(low, before)), Exact(0));
}

}  // namespace setia::oracle
