// A table below its clause: its header, its rows, and what holds between them.
#include "rules/check/table.hpp"

#include <algorithm>

#include "rules/check/not_yet.hpp"
#include "rules/words.hpp"

namespace setia::rules {
namespace {

std::optional<KeyPlan> key_of(Context& context, const dsl::Key& key) {
  KeyPlan plan;
  plan.kind = key.kind;
  if (key.kind == dsl::KeyKind::kSegment) {
    plan.quantity.text = "segment";
    return plan;
  }
  if (key.kind == dsl::KeyKind::kQuantity && key.quantity.kind == dsl::QuantityKind::kField && key.quantity.owner != dsl::Owner::kReferrer &&
      is_ladder(context, key.quantity.name)) {
    plan.quantity.ladder = find_ladder(context, key.quantity.name);
    plan.quantity.type = QuantityType::kText;
    plan.quantity.text = key.quantity.name.text;
    return plan;
  }
  auto quantity = quantity_of(context, key.quantity);
  if (!quantity) return std::nullopt;
  const bool of_line = key.kind == dsl::KeyKind::kQuantity && quantity->kind == dsl::QuantityKind::kField;  // each line finds its row
  if (!of_line && !can_be_compared(context, *quantity, key.quantity)) return std::nullopt;
  plan.quantity = std::move(*quantity);
  return plan;
}

bool is_number(const KeyPlan& key) {
  const QuantityType type = key.quantity.type;
  return key.kind != dsl::KeyKind::kSegment && type != QuantityType::kText && type != QuantityType::kYesNo;
}

std::optional<Column> special_column(const std::string& name) {
  if (name == "from") return Column{ColumnRole::kFrom, 0};
  if (name == "above") return Column{ColumnRole::kAbove, 0};
  if (name == "up to") return Column{ColumnRole::kUpTo, 0};
  if (name == "since") return Column{ColumnRole::kSince, 0};
  if (name == "until") return Column{ColumnRole::kUntil, 0};
  return std::nullopt;
}

std::string bare(const dsl::Cell& cell) { return cell.words.size() == 1 ? cell.words.front().text : cell.text; }

std::optional<Column> column_named(Context& context, const std::string& name, const std::vector<KeyPlan>& keys,
                                   const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool field = !keys[i].quantity.ladder && keys[i].quantity.kind == dsl::QuantityKind::kField && keys[i].kind == dsl::KeyKind::kQuantity;
    if (keys[i].quantity.text == name || (field && name_of(context, keys[i].quantity.field) == name)) return Column{ColumnRole::kKey, i};
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] == name) return Column{ColumnRole::kValue, i};
  return special_column(name);
}

// Band columns belong to the one key that is a number and has no column of its own name.
bool give_bands_a_key(const std::vector<KeyPlan>& keys, std::vector<Column>& columns) {
  std::size_t band = keys.size();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool named =
        std::any_of(columns.begin(), columns.end(), [i](const Column& c) { return c.role == ColumnRole::kKey && c.index == i; });
    if (named || !is_number(keys[i])) continue;
    if (band != keys.size()) return false;
    band = i;
  }
  for (Column& column : columns)
    if (column.role == ColumnRole::kFrom || column.role == ColumnRole::kAbove || column.role == ColumnRole::kUpTo) {
      if (band == keys.size()) return false;
      column.index = band;
    }
  return true;
}

std::vector<std::string> names_of_columns(const std::vector<KeyPlan>& keys, const std::vector<std::string>& values) {
  std::vector<std::string> names;
  for (const KeyPlan& key : keys) names.push_back(key.quantity.text);
  names.insert(names.end(), values.begin(), values.end());
  for (const char* special : {"from", "above", "up to", "since", "until"}) names.emplace_back(special);
  return names;
}

bool has_column(const std::vector<Column>& columns, ColumnRole role, std::size_t index) {
  return std::any_of(columns.begin(), columns.end(), [&](const Column& c) { return c.role == role && c.index == index; });
}

std::string missing_column(const std::vector<Column>& columns, const std::vector<KeyPlan>& keys, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool band = has_column(columns, ColumnRole::kFrom, i) || has_column(columns, ColumnRole::kAbove, i) ||
                      has_column(columns, ColumnRole::kUpTo, i);
    if (!band && !has_column(columns, ColumnRole::kKey, i)) return is_number(keys[i]) ? "from" : keys[i].quantity.text;
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!has_column(columns, ColumnRole::kValue, i)) return values[i];
  return {};
}

std::string header_in_words(const std::vector<KeyPlan>& keys, const std::vector<std::string>& values) {
  std::string header = "|";
  for (const KeyPlan& key : keys) header += ' ' + (is_number(key) ? "from" : key.quantity.text) + " |";
  for (const std::string& value : values) header += ' ' + value + " |";
  return header;
}

// `by day` asks for dates, or for weekdays where a cell names one.
void find_weekdays(const TableLines& lines, const std::vector<Column>& header, TablePlan& plan) {
  for (std::size_t i = 1; i < lines.rows.size(); ++i)
    for (std::size_t cell = 0; cell < std::min(header.size(), lines.rows[i]->cells.size()); ++cell) {
      if (header[cell].role != ColumnRole::kKey || !weekday_named(lines.rows[i]->cells[cell].words.front().text)) continue;
      KeyPlan& key = plan.keys[header[cell].index];
      const BuiltIn* const built_in = key.quantity.kind == dsl::QuantityKind::kField ? std::get_if<BuiltIn>(&key.quantity.field) : nullptr;
      if (key.kind != dsl::KeyKind::kQuantity || built_in == nullptr || *built_in != BuiltIn::kDay) continue;
      key.weekdays = true;
      key.quantity.type = QuantityType::kText;
    }
}

}  // namespace

std::optional<std::vector<Column>> columns_of(Context& context, const dsl::TableRow& header, dsl::Span at, const std::vector<KeyPlan>& keys,
                                              const std::vector<std::string>& values) {
  std::vector<Column> columns;
  std::vector<std::string> seen;
  for (const dsl::Cell& cell : header.cells) {
    const std::string name = bare(cell);
    const auto column = column_named(context, name, keys, values);
    if (!column) {
      const auto names = names_of_columns(keys, values);
      context.messages.error({.code = "S035",
                              .at = cell.span,
                              .title = "This table can have no column " + in_quotes(name),
                              .label = "I know " + any_of(names),
                              .fix = nearest_name(name, {names.begin(), names.end()})});
      return std::nullopt;
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      context.messages.error(
          {.code = "S035", .at = cell.span, .title = "This table has the column " + in_quotes(name) + " twice", .label = "here again"});
      return std::nullopt;
    }
    seen.push_back(name);
    columns.push_back(*column);
  }
  const bool bands_fit = give_bands_a_key(keys, columns);
  const std::string missing = missing_column(columns, keys, values);
  if (bands_fit && missing.empty()) return columns;
  context.messages.error({.code = "S035",
                          .at = at,
                          .title = "This table lacks the column " + in_quotes(missing.empty() ? "from" : missing),
                          .label = "the first row names the columns",
                          .help = "Key columns are named as after \"by\", value columns as what is given"});
  return std::nullopt;
}

std::optional<TablePlan> table_of(Context& context, const std::vector<dsl::Key>& keys, const std::vector<std::string>& columns,
                                  const TableLines& lines) {
  TablePlan plan;
  plan.columns = columns;
  for (const dsl::Key& key : keys)
    if (auto key_plan = key_of(context, key)) plan.keys.push_back(std::move(*key_plan));
  if (lines.rows.size() < 2) {
    if (lines.whole)
      context.messages.error(
          {.code = "S033",
           .at = lines.clause,
           .title = "This line needs a table below it",
           .label = "\"by\" looks the amount up",
           .help = "Write its rows directly below. The first names the columns:\n  " + header_in_words(plan.keys, columns)});
    return std::nullopt;
  }
  if (plan.keys.size() != keys.size()) return std::nullopt;
  const auto header = columns_of(context, *lines.rows.front(), lines.spans.front(), plan.keys, columns);
  if (!header) return std::nullopt;
  find_weekdays(lines, *header, plan);
  for (std::size_t i = 1; i < lines.rows.size(); ++i)
    if (auto row = row_of(context, *lines.rows[i], lines.spans[i], *header, plan)) plan.rows.push_back(std::move(*row));
  if (plan.rows.size() + 1 != lines.rows.size()) return std::nullopt;
  check_rows(context, plan, *header);
  return plan;
}

}  // namespace setia::rules
