// Ladders: what they count, their table of levels, and how levels are climbed and left.
#include <algorithm>

#include "dsl/numbers.hpp"
#include "dsl/span_in_cell.hpp"
#include "dsl/words.hpp"
#include "rules/check/declarations.hpp"
#include "rules/check/ladder_checks.hpp"
#include "rules/check/parts.hpp"
#include "rules/check/table.hpp"
#include "rules/currencies.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

std::string cell_name(const dsl::Cell& cell) { return cell.words.size() == 1 ? cell.words.front().text : cell.text; }
bool says_nothing(const dsl::Cell& cell) { return cell.words.size() == 1 && !cell.words.front().quoted && cell.text == "-"; }

enum class RungColumn { kTier, kFrom, kStay, kKeeps, kSince, kBenefit };
struct Heading {
  RungColumn column = RungColumn::kBenefit;
  std::size_t index = 0;  // which count, or which benefit
};

class LadderReader {
 public:
  LadderReader(Context& context, LadderRef ladder, LadderPlan& plan) : context_(context), ladder_(ladder), plan_(plan) {}

  void operator()(const dsl::CountTowards& count) {
    counts_ = true;
    for (dsl::Quantity quantity : count.quantities) {
      const bool last = &quantity == &count.quantities.back();
      if (!quantity.window && count.window) quantity.window = count.window;
      if (!quantity.window && !last) quantity.window = count.quantities.back().window;
      auto found = quantity_of(context_, quantity);
      if (found && can_be_compared(context_, *found, quantity)) plan_.counts.push_back(std::move(*found));
      else whole_ = false;
    }
  }
  void operator()(const dsl::SetByHand&) { by_hand_ = true; }
  void operator()(const dsl::MoveUp& up) { plan_.up_at = window_end(up.at_end_of); }
  void operator()(const dsl::MoveDown& down) {
    plan_.one_step = down.one_step;
    plan_.down_at = window_end(down.at_end_of);
    if (!down.every) return;
    plan_.down_every = length_of(*down.every);
    if (engine::is_by_hours(*plan_.down_every)) mistake("S069", down.every->span, "Levels are looked at by days, not by hours", "too short", "Write  every 30 days");
  }
  void operator()(const dsl::StartFromZero&) { plan_.starts_from_zero = true; }
  void operator()(const dsl::CarrySurplus& carry) { carries_.push_back(&carry); }
  void operator()(const dsl::SharedByHousehold&) { plan_.shared = has_households(context_, plan_.span); }
  void operator()(const dsl::NeverMoveDown&) { plan_.never_down = true; }
  void operator()(const dsl::LevelGrace& grace) { plan_.grace = length_of(grace.length); }
  void operator()(const dsl::WarnBefore& warn) { plan_.warn = length_of(warn.length); }
  void operator()(const dsl::TableRow& row) { rows_.push_back(&row); }
  template <typename Other>
  void operator()(const Other&) {}

  void finish(const dsl::Declaration& declaration) {
    if (counts_ == by_hand_)
      return say_missing(context_, declaration, counts_ ? "This ladder counts something, and is set by hand" : "I need to know what this ladder counts",
                  "Say one of  count … this year  and  set by hand");
    if (!whole_) return;
    if (rows_.size() < 2)
      return say_missing(context_, declaration, "This ladder has no levels", "Add a table such as\n  | tier   | from |\n  | silver | 1000 |");
    if (!read_header(*rows_.front())) return;
    for (std::size_t i = 1; i < rows_.size(); ++i) read_row(*rows_[i]);
    for (RungPlan& rung : plan_.rungs)
      std::sort(rung.terms.begin(), rung.terms.end(), [](const TermsPlan& a, const TermsPlan& b) { return a.since < b.since; });
    if (whole_) whole_ = check_counting(context_, declaration, carries_, plan_);
    if (whole_) check_levels(context_, plan_);
  }

 private:
  std::optional<WindowPlan> window_end(const std::optional<dsl::Calendar>& calendar) {
    if (!calendar) return std::nullopt;
    WindowPlan plan;
    plan.kind = dsl::WindowKind::kThis;
    if (calendar->period) {
      plan.period = find<PeriodRef>(context_, NameKind::kPeriod, *calendar->period);
      return plan.period ? std::optional(plan) : std::nullopt;
    }
    const auto unit = calendar_of(context_, *calendar);
    if (unit) plan.calendar = *unit;
    return unit ? std::optional(plan) : std::nullopt;
  }

  void mistake(const std::string& code, dsl::Span at, const std::string& title, const std::string& label, const std::string& help = "") {
    whole_ = false;
    context_.messages.error({.code = code, .at = at, .title = title, .label = label, .help = help});
  }

  // Which count `from beans` or `from "Nights"` means: by its unit, its measure or its words.
  std::optional<std::size_t> count_named(const dsl::Cell& cell, std::size_t words) const {
    if (cell.words.size() == words) return plan_.counts.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt;
    std::string name;
    for (std::size_t i = words; i < cell.words.size(); ++i) name += (i > words ? " " : "") + cell.words[i].text;
    for (std::size_t i = 0; i < plan_.counts.size(); ++i) {
      const QuantityPlan& count = plan_.counts[i];
      const bool unit = count.type == QuantityType::kUnits && context_.plan.units[count.unit.index].name == name;
      const bool measure = count.kind == dsl::QuantityKind::kMeasure && context_.plan.measures[count.measure.index].name == name;
      if (unit || measure || count.text == name || count.text.starts_with(name + " ")) return i;
    }
    return std::nullopt;
  }

  bool read_header(const dsl::TableRow& header) {
    for (const dsl::Cell& cell : header.cells) {
      Heading heading;
      const std::string& first = cell.words.front().text;
      const bool stay = cell.words.size() >= 2 && first == "to" && cell.words[1].text == "stay";
      if (cell.text == "tier") heading.column = RungColumn::kTier;
      else if (cell.text == "keeps for") heading.column = RungColumn::kKeeps;
      else if (cell.text == "since") heading.column = RungColumn::kSince;
      else if (first == "from" || stay) {
        const auto count = count_named(cell, stay ? 2 : 1);
        if (!count) mistake("S035", cell.span, "I do not know which count this column is about", "the ladder counts " + counts_in_words(), "Write  from  and the name of one of them");
        heading = {stay ? RungColumn::kStay : RungColumn::kFrom, count.value_or(0)};
      } else {
        heading.index = plan_.columns.size();
        plan_.columns.push_back(cell_name(cell));
      }
      plan_.has_keeps = plan_.has_keeps || heading.column == RungColumn::kKeeps;
      header_.push_back(heading);
    }
    const auto has = [&](RungColumn column) { return std::any_of(header_.begin(), header_.end(), [&](const Heading& one) { return one.column == column; }); };
    if (!has(RungColumn::kTier)) mistake("S035", header.cells.front().span, "This table lacks the column \"tier\"", "it names the levels");
    if (counts_ && !has(RungColumn::kFrom)) mistake("S035", header.cells.front().span, "This table lacks the column \"from\"", "it says where a level begins");
    return whole_;
  }

  std::string counts_in_words() const {
    std::vector<std::string> texts;
    for (const QuantityPlan& count : plan_.counts) texts.push_back(count.text);
    return texts.empty() ? "nothing" : any_of(texts);
  }

  RungPlan& rung_named(const std::string& name, dsl::Span at) {
    for (RungPlan& rung : plan_.rungs)
      if (rung.name == name) return rung;
    return plan_.rungs.emplace_back(RungPlan{name, {}, at});
  }

  // The level that a row is about, as of the day from which the row is in force.
  TermsPlan& terms_of(const dsl::TableRow& row) {
    RungPlan* rung = nullptr;
    TermsPlan terms;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      const dsl::Cell& cell = row.cells[i];
      if (header_[i].column == RungColumn::kTier) rung = &rung_named(cell_name(cell), cell.span);
      if (header_[i].column == RungColumn::kSince) terms.since = since(cell);
    }
    const auto known = std::find_if(rung->terms.begin(), rung->terms.end(), [&](const TermsPlan& one) { return one.since == terms.since; });
    return known == rung->terms.end() ? rung->terms.emplace_back(std::move(terms)) : *known;
  }

  engine::Day since(const dsl::Cell& cell) {
    if (says_nothing(cell)) return engine::kAlways;
    const auto day = dsl::read_date(cell.text);
    if (!day) mistake("S039", cell.span, in_quotes(cell.text) + " is no date", "here stands the first day of the row", "Write  2027-01-31 , or  -  where it always held");
    return day ? day_of(*day) : engine::kAlways;
  }

  void read_row(const dsl::TableRow& row) {
    if (row.cells.size() != header_.size())
      return mistake("S036", row.cells.front().span, "This row has another number of cells than the first row", "every row has a cell for each column", "A cell that says nothing holds  -");
    engine::Way way(plan_.counts.size()), stay(plan_.counts.size());
    bool stays = false;
    TermsPlan& terms = terms_of(row);
    const bool first = terms.ways.empty();
    terms.benefits.resize(plan_.columns.size());
    for (std::size_t i = 0; i < header_.size(); ++i) {
      const dsl::Cell& cell = row.cells[i];
      switch (header_[i].column) {
        case RungColumn::kTier:
          if (!cell.words.front().quoted && dsl::is_reserved(cell.text))
            mistake("S017", cell.span, in_quotes(cell.text) + " is a word of the language", "a level cannot be called this", "Write it in quotes, or call the level something else");
          break;
        case RungColumn::kSince: break;
        case RungColumn::kFrom: way[header_[i].index] = threshold(cell, plan_.counts[header_[i].index]); break;
        case RungColumn::kStay: stay[header_[i].index] = threshold(cell, plan_.counts[header_[i].index]), stays = true; break;
        case RungColumn::kKeeps: if (first) keeps(cell, terms); break;
        case RungColumn::kBenefit: if (first) terms.benefits[header_[i].index] = benefit(cell, header_[i].index); break;
      }
    }
    const auto says = [](const auto& amount) { return amount.has_value(); };
    if (counts_ && whole_ && std::none_of(way.begin(), way.end(), says))
      mistake("S066", row.cells.front().span, "This row asks for nothing", "nobody could tell when this level is reached");
    terms.ways.push_back(std::move(way));
    if (stays) terms.stay.push_back(std::move(stay));
  }

  std::optional<std::int64_t> threshold(const dsl::Cell& cell, const QuantityPlan& count) {
    if (says_nothing(cell)) return std::nullopt;
    auto number = dsl::read_decimal(cell.words.front().text);
    if (!number || cell.words.size() > 2) {
      mistake("S039", cell.span, in_quotes(cell.text) + " is no amount", "here stands what must be reached", "Write a number, or  -  where this is not asked");
      return std::nullopt;
    }
    number->span = cell.words.front().span;
    const bool named = cell.words.size() == 2;
    const bool money = count.type == QuantityType::kMoney || (count.type == QuantityType::kUnits && is_wallet(context_, count.unit));
    dsl::Bound bound = *number;
    if (named || money) {
      dsl::Amount amount;
      amount.number = *number;
      amount.is_money = money;
      amount.of = named ? cell.words[1] : dsl::Name{context_.plan.currency, false, cell.span};
      amount.span = cell.span;
      bound = amount;
    }
    const auto plan = bound_of(context_, count, bound);
    if (!plan) whole_ = false;
    return plan ? std::optional(std::get<std::int64_t>(*plan)) : std::nullopt;
  }

  void keeps(const dsl::Cell& cell, TermsPlan& terms) {
    if (cell.text == "forever" || says_nothing(cell)) return;
    dsl::LifeSpan span;
    if (!dsl::read_span_in(cell, span))
      return mistake("S039", cell.span, in_quotes(cell.text) + " is no length", "here stands how long the level lives", "Write  12 months ,  until the end of the next year  or  forever");
    terms.keeps = expiry_of(context_, span);
    if (!terms.keeps) whole_ = false;
  }

  // A factor; what else a column holds is for people to read.
  std::optional<engine::Ratio> benefit(const dsl::Cell& cell, std::size_t column) {
    const auto ratio = factor_in(cell);
    if (ratio && ratio->num >= ratio->den) return ratio;
    if (!says_nothing(cell)) plan_.words.push_back({column, cell.text, cell.span});
    return std::nullopt;
  }

  Context& context_;
  LadderRef ladder_;
  LadderPlan& plan_;
  std::vector<const dsl::TableRow*> rows_;
  std::vector<const dsl::CarrySurplus*> carries_;
  std::vector<Heading> header_;
  bool counts_ = false, by_hand_ = false, whole_ = true;
};

}  // namespace

void check_ladder(Context& context, const dsl::Declaration& declaration, LadderPlan& plan) {
  check_said_once(context, declaration);
  context.ladder_at_hand = LadderRef{context.catalog.peek(NameKind::kLadder, declaration.names.front().text)->index};
  LadderReader reader(context, LadderRef{context.catalog.peek(NameKind::kLadder, declaration.names.front().text)->index}, plan);
  for (const dsl::Clause& clause : declaration.clauses) std::visit(reader, clause.kind);
  context.ladder_at_hand.reset();
  plan.conditions = conditions_in(context, declaration);
  reader.finish(declaration);
}

}  // namespace setia::rules
