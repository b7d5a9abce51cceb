// What must hold between the rows of a table.
#include <algorithm>
#include <map>
#include <tuple>

#include "rules/check/table.hpp"

namespace setia::rules {
namespace {

void say_rows(Context& context, const RowPlan& row, const RowPlan& other, const std::string& title, const std::string& label) {
  context.messages.error({.code = "S037", .at = row.span, .title = title, .label = label, .related = {{other.span, "the other row"}}});
}

void check_otherwise(Context& context, const TablePlan& table) {
  for (std::size_t i = 0; i + 1 < table.rows.size(); ++i)
    if (table.rows[i].otherwise)
      context.messages.error({.code = "S038",
                              .at = table.rows[i].span,
                              .title = "\"otherwise\" is the last row",
                              .label = "rows below it would never be read",
                              .help = "Move it to the end of the table"});
}

// Every combination of exact texts that the row stands for, one string each; bands and segments by their bounds.
void add_signatures(const RowPlan& row, std::size_t key, const std::string& before, std::vector<std::string>& out) {
  if (key == row.keys.size()) {
    out.push_back(before);
    return;
  }
  const KeyCellPlan& cell = row.keys[key];
  std::vector<std::string> mine = cell.texts;
  for (const SegmentRef segment : cell.segments) mine.push_back("segment " + std::to_string(segment.index));
  if (mine.empty()) mine.push_back((cell.low ? std::to_string(*cell.low) : "-") + (cell.high ? ".." + std::to_string(*cell.high) : ""));
  for (const std::string& text : mine) add_signatures(row, key + 1, before + '\n' + text, out);
}

void check_doubles(Context& context, const TablePlan& table) {
  std::map<std::pair<std::string, Day>, const RowPlan*> seen;
  for (const RowPlan& row : table.rows) {
    std::vector<std::string> signatures;
    add_signatures(row, 0, "", signatures);
    for (const std::string& signature : signatures) {
      const auto [at, fresh] = seen.try_emplace({signature, row.days.first}, &row);
      if (fresh) continue;
      say_rows(context, row, *at->second, "Two rows of this table fit the same", "I would not know which one counts");
      break;
    }
  }
}

// Bands of a table whose only key is a number. Nothing may reach into one without an end; what lies before it may
// be left out, as a table without such a row leaves out what lies behind its last.
void check_bands(Context& context, const TablePlan& table) {
  std::vector<const RowPlan*> rows;
  for (const RowPlan& row : table.rows) {
    const KeyCellPlan& key = row.keys.front();
    if (!key.any && (key.high || key.low) && key.low != key.high) rows.push_back(&row);
  }
  const auto low = [](const RowPlan* row) { return row->keys.front().low.value_or(0); };
  std::stable_sort(rows.begin(), rows.end(), [&](const RowPlan* a, const RowPlan* b) {
    return std::tuple(a->days.first, low(a)) < std::tuple(b->days.first, low(b));
  });
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    if (rows[i]->days != rows[i + 1]->days || !rows[i]->keys.front().high) continue;
    const KeyCellPlan& next = rows[i + 1]->keys.front();
    const std::int64_t first_of_next = low(rows[i + 1]) + (next.low_exclusive ? 1 : 0);
    const std::int64_t last = *rows[i]->keys.front().high;
    if (first_of_next <= last)
      say_rows(context, *rows[i + 1], *rows[i], "Two bands of this table overlap", "this begins before the other ends");
    if (first_of_next > last + 1 && next.high)
      say_rows(context, *rows[i + 1], *rows[i], "There is a gap between two bands of this table",
               "nothing fits between the other's end and this");
  }
}

}  // namespace

void check_rows(Context& context, const TablePlan& table, const std::vector<Column>& columns) {
  const bool has_bands = std::any_of(columns.begin(), columns.end(), [](const Column& c) { return c.role == ColumnRole::kUpTo; });
  check_otherwise(context, table);
  check_doubles(context, table);
  if (has_bands && table.keys.size() == 1) check_bands(context, table);
}

}  // namespace setia::rules
