// `rewards for`: many rewards in one table, each row one of them, or its price from a later day on.
#include <algorithm>

#include "dsl/numbers.hpp"
#include "dsl/span_in_cell.hpp"
#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

enum class RewardColumn { kReward, kPrice, kWorth, kValid, kStock, kSince };
constexpr std::pair<std::string_view, RewardColumn> kRewardColumns[] = {
    {"reward", RewardColumn::kReward}, {"price", RewardColumn::kPrice}, {"worth", RewardColumn::kWorth},
    {"valid", RewardColumn::kValid},   {"stock", RewardColumn::kStock}, {"since", RewardColumn::kSince}};

std::string text_in(const dsl::Cell& cell) { return cell.words.size() == 1 ? cell.words.front().text : cell.text; }
bool says_none(const dsl::Cell& cell) { return cell.text == "-" && cell.words.size() == 1 && !cell.words.front().quoted; }

std::vector<const dsl::TableRow*> rows_of(const dsl::Declaration& declaration) {
  std::vector<const dsl::TableRow*> rows;
  for (const dsl::Clause& clause : declaration.clauses)
    if (const auto* row = std::get_if<dsl::TableRow>(&clause.kind)) rows.push_back(row);
  return rows;
}

std::optional<std::size_t> place_of_reward(const std::vector<const dsl::TableRow*>& rows) {
  if (rows.empty()) return std::nullopt;
  const auto& header = rows.front()->cells;
  const auto found = std::find_if(header.begin(), header.end(), [](const dsl::Cell& cell) { return cell.text == "reward"; });
  return found == header.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - header.begin()));
}

class RewardTable {
 public:
  RewardTable(Context& context, UnitRef unit) : context_(context), unit_(unit) {}

  bool read_header(const dsl::TableRow& header) {
    for (const dsl::Cell& cell : header.cells) {
      const auto known = std::find_if(std::begin(kRewardColumns), std::end(kRewardColumns), [&](const auto& column) { return column.first == cell.text; });
      if (known == std::end(kRewardColumns)) mistake("S035", cell.span, "I do not know the column " + in_quotes(cell.text), "a table of rewards has reward, price, worth, valid, stock and since");
      else columns_.push_back(known->second);
    }
    for (const RewardColumn needed : {RewardColumn::kReward, RewardColumn::kPrice})
      if (whole_ && std::find(columns_.begin(), columns_.end(), needed) == columns_.end())
        mistake("S035", header.cells.front().span, std::string("This table lacks the column \"") + (needed == RewardColumn::kReward ? "reward" : "price") + "\"", "every reward has a name and a price");
    return whole_;
  }

  void read_row(const dsl::TableRow& row) {
    if (row.cells.size() != columns_.size())
      return mistake("S036", row.cells.front().span, "This row has another number of cells than the first row", "every row has a cell for each column", "A cell that says nothing holds  -");
    const dsl::Cell& named = row.cells[static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), RewardColumn::kReward) - columns_.begin())];
    const NameEntry* entry = context_.catalog.peek(NameKind::kReward, text_in(named));
    if (entry == nullptr) return;
    RewardPlan& plan = context_.plan.rewards[entry->index];
    const bool first = entry->span == named.span;
    PricePlan price;
    for (std::size_t i = 0; i < columns_.size(); ++i) take(row.cells[i], columns_[i], plan, first, price);
    if (price.amounts.empty()) return;
    plan.prices.push_back(std::move(price));
    std::stable_sort(plan.prices.begin(), plan.prices.end(), [](const PricePlan& a, const PricePlan& b) { return a.days.first < b.days.first; });
  }

 private:
  void mistake(const std::string& code, dsl::Span at, const std::string& title, const std::string& label, const std::string& help = "") {
    whole_ = false;
    context_.messages.error({.code = code, .at = at, .title = title, .label = label, .help = help});
  }

  // What a reward is worth, how long it is valid and how many there are is said in its first row.
  void take(const dsl::Cell& cell, RewardColumn column, RewardPlan& plan, bool first, PricePlan& price) {
    UnitPlan& voucher = context_.plan.units[plan.voucher.index];
    if (says_none(cell) && column != RewardColumn::kReward) return;
    switch (column) {
      case RewardColumn::kReward: break;
      case RewardColumn::kPrice:
        if (const auto micro = amount_in(cell)) price.amounts.emplace_back(unit_, *micro);
        break;
      case RewardColumn::kWorth:
        if (const auto minor = first ? money_in(cell) : std::nullopt) voucher.worth = *minor * kMicro;
        break;
      case RewardColumn::kValid:
        if (first) valid(cell, voucher);
        break;
      case RewardColumn::kStock:
        if (first) stock(cell, plan);
        break;
      case RewardColumn::kSince:
        if (const auto day = dsl::read_date(cell.text)) price.days.first = day_of(*day);
        else say_no(cell, "a date", "2027-01-31");
        break;
    }
  }

  void say_no(const dsl::Cell& cell, const std::string& wanted, const std::string& example) {
    mistake("S039", cell.span, in_quotes(cell.text) + " is not " + wanted, "this column holds " + wanted, "Write it as  " + example);
  }

  std::optional<dsl::Decimal> number_in(const dsl::Cell& cell, const std::string& unit) {
    auto number = dsl::read_decimal(cell.words.front().text);
    const bool named = cell.words.size() == 1 || (cell.words.size() == 2 && cell.words[1].text == unit);
    if (!number || !named || number->digits <= 0) return std::nullopt;
    number->span = cell.span;
    return number;
  }

  std::optional<std::int64_t> amount_in(const dsl::Cell& cell) {
    const bool money = is_wallet(context_, unit_);
    const std::string& name = money ? context_.plan.currency : context_.plan.units[unit_.index].name;
    const auto number = number_in(cell, name);
    if (!number) {
      say_no(cell, "a price in " + name, "4,000");
      return std::nullopt;
    }
    if (!money) return number_micro(context_, *number);
    const auto minor = money_in(cell);
    return minor ? std::optional(*minor * micro_per_coin(context_.plan.currency_decimals)) : std::nullopt;
  }

  std::optional<std::int64_t> money_in(const dsl::Cell& cell) {
    const auto number = number_in(cell, context_.plan.currency);
    if (!number) {
      say_no(cell, "money in " + context_.plan.currency, "5 " + context_.plan.currency);
      return std::nullopt;
    }
    dsl::Amount amount;
    amount.number = *number;
    amount.is_money = true;
    amount.of = dsl::Name{context_.plan.currency, false, cell.span};
    amount.span = cell.span;
    return money_minor(context_, amount);
  }

  void valid(const dsl::Cell& cell, UnitPlan& voucher) {
    if (cell.text == "forever") return;
    dsl::LifeSpan span;
    if (!dsl::read_span_in(cell, span)) return say_no(cell, "how long a voucher is valid", "60 days");
    if (auto expiry = expiry_of(context_, span)) voucher.life.expiries.push_back(std::move(*expiry));
  }

  void stock(const dsl::Cell& cell, RewardPlan& plan) {
    const auto number = number_in(cell, "");
    const auto micro = number && number->scale == 0 ? number_micro(context_, *number) : std::nullopt;
    if (!micro) return say_no(cell, "how many there are, at least one", "500");
    CapPlan cap;
    cap.kind = engine::CapKind::kUnits;
    cap.unit = plan.voucher;
    cap.most = *micro;
    cap.scope = engine::CapScope::kTotal;
    cap.window = engine::CapWindow::kEver;
    cap.span = cell.span;
    cap.text = "stock " + cell.text;
    plan.caps.push_back(std::move(cap));
  }

  Context& context_;
  UnitRef unit_;
  std::vector<RewardColumn> columns_;
  bool whole_ = true;
};

}  // namespace

void declare_tabled_rewards(Context& context, void (*say_two)(Context&, NameKind, const dsl::Name&)) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != dsl::DeclarationKind::kRewards) continue;
    const auto rows = rows_of(declaration);
    const auto place = place_of_reward(rows);
    std::set<std::string, std::less<>> here;  // a second row of the same table is a later price
    for (std::size_t i = 1; place && i < rows.size(); ++i) {
      if (*place >= rows[i]->cells.size()) continue;
      const dsl::Cell& cell = rows[i]->cells[*place];
      const dsl::Name name{text_in(cell), true, cell.span};
      if (here.insert(name.text).second && !context.catalog.declare(NameKind::kReward, name)) say_two(context, NameKind::kReward, name);
    }
  }
}

void check_tabled_rewards(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != dsl::DeclarationKind::kRewards || declaration.names.empty()) continue;
    const auto unit = find_unit(context, declaration.names.front());
    const auto rows = rows_of(declaration);
    if (rows.size() < 2) {
      say_missing(context, declaration, "This table has no rewards", "Add a table such as\n  | reward        | price |\n  | \"Free coffee\" | 4000  |");
      continue;
    }
    if (!unit) continue;
    RewardTable table(context, *unit);
    if (!table.read_header(*rows.front())) continue;
    for (std::size_t i = 1; i < rows.size(); ++i) table.read_row(*rows[i]);
  }
}

}  // namespace setia::rules
