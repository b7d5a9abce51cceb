// `give reward by …`: the column `reward` becomes a column of vouchers for each reward that it names, one or none in each row.
#include <algorithm>
#include <map>

#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

std::optional<std::size_t> place_of_column(const TableLines& table, std::string_view name) {
  if (table.rows.empty()) return std::nullopt;
  const auto& header = table.rows.front()->cells;
  const auto found = std::find_if(header.begin(), header.end(), [&](const dsl::Cell& cell) { return cell.text == name; });
  return found == header.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - header.begin()));
}

dsl::Cell cell_of(std::string text, const dsl::Cell& at, bool quoted) {
  dsl::Cell cell;
  cell.text = text;
  cell.words.push_back({std::move(text), quoted, at.span});
  cell.span = at.span;
  return cell;
}

std::string reward_in(const dsl::Cell& cell) { return cell.words.size() == 1 ? cell.words.front().text : cell.text; }

// The same rows, with the one column in `place` told apart by reward.
std::vector<dsl::TableRow> told_apart(const TableLines& table, std::size_t place, const std::map<std::string, UnitRef>& rewards) {
  std::vector<dsl::TableRow> rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    dsl::TableRow row = *table.rows[i];
    if (place >= row.cells.size()) {
      rows.push_back(std::move(row));
      continue;
    }
    const dsl::Cell named = row.cells[place];
    row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(place));
    for (const auto& [name, voucher] : rewards)
      row.cells.push_back(i == 0 ? cell_of(name, named, true) : cell_of(reward_in(named) == name ? "1" : "-", named, false));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::optional<GivePlanKind> reward_by(Context& context, const std::vector<dsl::Key>& keys, const TableLines& table) {
  const auto place = place_of_column(table, "reward");
  std::map<std::string, UnitRef> rewards;  // by name: the order of rows decides nothing
  bool known = true;
  for (std::size_t i = 1; place && i < table.rows.size(); ++i) {
    if (*place >= table.rows[i]->cells.size()) continue;
    const dsl::Cell& cell = table.rows[i]->cells[*place];
    if (cell.text == "-" && !cell.words.front().quoted) continue;
    const auto voucher = find_voucher(context, dsl::Name{reward_in(cell), true, cell.span});
    if (voucher) rewards.emplace(reward_in(cell), *voucher);
    known = known && voucher;
  }
  if (!place || rewards.empty()) {
    if (known) table_of(context, keys, {"reward"}, table);  // says what is missing
    return std::nullopt;
  }
  const std::vector<dsl::TableRow> rows = told_apart(table, *place, rewards);
  TableLines apart{{}, table.spans, table.clause, table.whole};
  for (const dsl::TableRow& row : rows) apart.rows.push_back(&row);
  GiveByPlan plan;
  std::vector<std::string> columns;
  for (const auto& [name, voucher] : rewards) {
    columns.push_back(name);
    plan.units.push_back(voucher);
  }
  auto read = table_of(context, keys, columns, apart);
  if (!read || !known) return std::nullopt;
  plan.table = std::move(*read);
  return plan;
}

}  // namespace setia::rules
