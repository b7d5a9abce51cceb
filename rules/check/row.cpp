// One row of a table: cells by the columns they stand in.
#include <algorithm>

#include "dsl/numbers.hpp"
#include "rules/check/table.hpp"
#include "rules/currencies.hpp"
#include "rules/scales.hpp"
#include "rules/words.hpp"

namespace setia::rules {
namespace {

bool is_dash(const dsl::Cell& cell) { return cell.words.size() == 1 && !cell.words.front().quoted && cell.text == "-"; }
bool is_otherwise(const dsl::Cell& cell) { return cell.words.size() == 1 && !cell.words.front().quoted && cell.text == "otherwise"; }

void say_cell(Context& context, const dsl::Cell& cell, const std::string& wanted, const std::string& example) {
  context.messages.error({.code = "S039",
                          .at = cell.span,
                          .title = in_quotes(cell.text) + " is not " + wanted,
                          .label = "this column holds " + wanted,
                          .help = "Write it as  " + example});
}

// `coffee or "gift card"`: the words between `or`.
dsl::Names texts_in(const dsl::Cell& cell) {
  dsl::Names texts;
  bool fresh = true;
  for (const dsl::Name& word : cell.words) {
    if (!word.quoted && word.text == "or") {
      fresh = true;
      continue;
    }
    if (fresh)
      texts.push_back(word);
    else
      texts.back().text += ' ' + word.text;
    fresh = false;
  }
  return texts;
}

class RowReader {
 public:
  RowReader(Context& context, const TablePlan& table) : context_(context), table_(table) {
    plan_.keys.resize(table.keys.size());
    plan_.values.resize(table.columns.size());
  }

  bool take(const dsl::Cell& cell, const Column& column) {
    switch (column.role) {
      case ColumnRole::kKey:
        return key(cell, column.index);
      case ColumnRole::kFrom:
        return bound(cell, column.index, plan_.keys[column.index].low);
      case ColumnRole::kAbove:
        plan_.keys[column.index].low_exclusive = true;
        return bound(cell, column.index, plan_.keys[column.index].low);
      case ColumnRole::kUpTo:
        return bound(cell, column.index, plan_.keys[column.index].high);
      case ColumnRole::kSince:
        return date(cell, plan_.days.first);
      case ColumnRole::kUntil:
        return date(cell, plan_.days.last);
      case ColumnRole::kValue:
        return value(cell, column.index);
    }
    return false;
  }
  RowPlan plan() { return std::move(plan_); }

 private:
  bool key(const dsl::Cell& cell, std::size_t index) {
    KeyCellPlan& key = plan_.keys[index];
    const KeyPlan& kind = table_.keys[index];
    if (is_otherwise(cell)) plan_.otherwise = true;
    if (is_otherwise(cell) || is_dash(cell)) return key.any = true;
    const dsl::Names texts = texts_in(cell);
    if (kind.kind == dsl::KeyKind::kSegment) {
      auto segments = find_all<SegmentRef>(context_, NameKind::kSegment, texts);
      if (segments) key.segments = std::move(*segments);
      return segments.has_value();
    }
    const bool number = kind.quantity.type != QuantityType::kText && kind.quantity.type != QuantityType::kYesNo;
    if (number) {
      const bool fits = bound(cell, index, key.low);
      key.high = key.low;
      return fits;
    }
    key.texts = texts_of(texts);
    if (kind.weekdays) return are_weekdays(cell, key.texts);
    if (kind.quantity.ladder) return std::all_of(texts.begin(), texts.end(), [&](const dsl::Name& level) { return find_level(context_, *kind.quantity.ladder, level).has_value(); });
    if (kind.quantity.kind == dsl::QuantityKind::kField && name_of(context_, kind.quantity.field) == "category")
      warn_unlisted(context_, "category", texts);
    return true;
  }

  bool are_weekdays(const dsl::Cell& cell, const std::vector<std::string>& names) {
    const bool all = std::all_of(names.begin(), names.end(), [](const std::string& name) { return weekday_named(name).has_value(); });
    if (!all) say_cell(context_, cell, "a weekday", "saturday or sunday");
    return all;
  }

  bool bound(const dsl::Cell& cell, std::size_t index, std::optional<std::int64_t>& out) {
    if (is_otherwise(cell)) plan_.otherwise = plan_.keys[index].any = true;
    if (is_otherwise(cell) || is_dash(cell)) return true;
    const QuantityPlan& quantity = table_.keys[index].quantity;
    const auto bound = bound_in(cell);
    if (!bound) {
      say_cell(context_, cell, in_words(context_, quantity), example_of(quantity));
      return false;
    }
    const auto plan = bound_of(context_, quantity, *bound);
    if (plan) out = std::get<std::int64_t>(*plan);
    return plan.has_value();
  }

  std::string example_of(const QuantityPlan& quantity) const {
    if (quantity.type == QuantityType::kDate) return "2027-01-31";
    return quantity.type == QuantityType::kMoney ? "50 " + context_.plan.currency : "50";
  }

  static std::optional<dsl::Bound> bound_in(const dsl::Cell& cell) {
    const dsl::Name& first = cell.words.front();
    if (const auto day = dsl::read_date(first.text); day && cell.words.size() == 1) {
      dsl::Date spanned = *day;
      spanned.span = cell.span;
      return dsl::Bound(spanned);
    }
    auto number = dsl::read_decimal(first.text);
    if (!number || cell.words.size() > 2) return std::nullopt;
    number->span = first.span;
    if (cell.words.size() == 1) return dsl::Bound(*number);
    dsl::Amount amount;
    amount.number = *number;
    amount.of = cell.words[1];
    amount.is_money = amount.of.text.size() == 3 &&
                      std::all_of(amount.of.text.begin(), amount.of.text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    amount.span = cell.span;
    return dsl::Bound(amount);
  }

  bool date(const dsl::Cell& cell, Day& out) {
    if (is_dash(cell)) return true;
    const auto day = dsl::read_date(cell.text);
    if (day) out = day_of(*day);
    if (!day) say_cell(context_, cell, "a date", "2027-01-31");
    return day.has_value();
  }

  bool value(const dsl::Cell& cell, std::size_t index) {
    if (is_dash(cell)) return true;
    const std::string& column = table_.columns[index];
    if (column == context_.plan.currency) return money(cell, index);
    if (column == "factor") return factor(cell, index);
    if (column == "percent") return percent(cell, index);
    if (const NameEntry* unit = context_.catalog.peek(NameKind::kUnit, column); unit != nullptr && is_wallet(context_, {unit->index}))
      return money(cell, index);
    const auto number = cell.words.size() == 1 ? dsl::read_decimal(cell.text) : std::nullopt;
    const auto ratio = number && number->digits >= 0 && number->scale <= kMicroDecimals ? ratio_of(*number) : std::nullopt;
    if (!ratio) say_cell(context_, cell, "a number of " + column, "1.5");
    plan_.values[index] = ratio;
    return ratio.has_value();
  }

  // Money of the program's currency, which the cell need not name.
  bool money(const dsl::Cell& cell, std::size_t index) {
    const auto number = dsl::read_decimal(cell.words.front().text);
    const std::string& currency = context_.plan.currency;
    const bool named = cell.words.size() == 1 || (cell.words.size() == 2 && cell.words[1].text == currency);
    const bool fine = number && named && number->digits >= 0 && number->scale <= context_.plan.currency_decimals;
    if (!fine) say_cell(context_, cell, "money in " + currency, "1.50 " + currency);
    if (fine) plan_.values[index] = ratio_of(*number);
    return fine;
  }

  bool factor(const dsl::Cell& cell, std::size_t index) {
    const auto ratio = factor_in(cell);
    if (!ratio) {
      say_cell(context_, cell, "a factor", "x1.5");
      return false;
    }
    if (ratio->num < ratio->den) {
      context_.messages.error(
          {.code = "S044", .at = cell.span, .title = "A factor is never below x1", .label = "this would take something away"});
      return false;
    }
    plan_.values[index] = ratio;
    return true;
  }

  bool percent(const dsl::Cell& cell, std::size_t index) {
    const bool marked = cell.text.size() > 1 && cell.text.back() == '%';
    const auto number = marked ? dsl::read_decimal(std::string_view(cell.text).substr(0, cell.text.size() - 1)) : std::nullopt;
    const auto ratio = number ? ratio_of(*number) : std::nullopt;
    if (!ratio || ratio->num < 0) {
      say_cell(context_, cell, "a percentage", "2.5%");
      return false;
    }
    constexpr std::int64_t kHundred = 100;
    plan_.values[index] = lowest_terms(ratio->num, ratio->den * kHundred);
    return true;
  }

  Context& context_;
  const TablePlan& table_;
  RowPlan plan_;
};

std::string cells_in_words(std::size_t count) { return count == 1 ? "one cell" : std::to_string(count) + " cells"; }

}  // namespace

std::optional<engine::Ratio> factor_in(const dsl::Cell& cell) {
  const bool crossed = cell.text.size() > 1 && cell.text.front() == 'x';
  const auto number = crossed ? dsl::read_decimal(std::string_view(cell.text).substr(1)) : std::nullopt;
  return number && number->scale <= kMicroDecimals ? ratio_of(*number) : std::nullopt;
}

std::optional<RowPlan> row_of(Context& context, const dsl::TableRow& row, dsl::Span at, const std::vector<Column>& columns,
                              const TablePlan& table) {
  if (row.cells.size() != columns.size()) {
    context.messages.error(
        {.code = "S036",
         .at = at,
         .title = "This row has " + cells_in_words(row.cells.size()) + ", the first row has " + cells_in_words(columns.size()),
         .label = "every row has a cell for each column",
         .help = "A cell that says nothing holds  -"});
    return std::nullopt;
  }
  RowReader reader(context, table);
  bool all = true;
  for (std::size_t i = 0; i < columns.size(); ++i) all = reader.take(row.cells[i], columns[i]) && all;
  if (!all) return std::nullopt;
  RowPlan plan = reader.plan();
  plan.span = at;
  if (!in_order(context, {plan.days.first, 0}, {plan.days.last, 0}, at)) return std::nullopt;
  return plan;
}

}  // namespace setia::rules
