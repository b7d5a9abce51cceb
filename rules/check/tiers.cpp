// Ladders: what they count, their table of levels, and how levels are climbed and left. Badges.
#include <algorithm>

#include "dsl/numbers.hpp"
#include "dsl/span_in_cell.hpp"
#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/currencies.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

std::string cell_name(const dsl::Cell& cell) { return cell.words.size() == 1 ? cell.words.front().text : cell.text; }
bool says_nothing(const dsl::Cell& cell) { return cell.words.size() == 1 && !cell.words.front().quoted && cell.text == "-"; }

enum class RungColumn { kTier, kFrom, kStay, kKeeps, kBenefit };
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
      if (auto found = quantity_of(context_, quantity)) plan_.counts.push_back(std::move(*found));
      else whole_ = false;
    }
  }
  void operator()(const dsl::SetByHand&) { by_hand_ = true; }
  void operator()(const dsl::MoveUp& up) { plan_.up_at = window_end(up.at_end_of); }
  void operator()(const dsl::MoveDown& down) {
    plan_.one_step = down.one_step;
    plan_.down_at = window_end(down.at_end_of);
  }
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
    if (whole_) check_order();
  }

 private:
  std::optional<engine::CalendarUnit> window_end(const std::optional<dsl::Calendar>& calendar) {
    return calendar ? calendar_of(context_, *calendar) : std::nullopt;
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
      else if (cell.text == "since") not_yet(context_, Later::kDatedLevels, cell.span), whole_ = false;
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
    RungPlan& fresh = plan_.rungs.emplace_back();
    fresh.name = name;
    fresh.span = at;
    return fresh;
  }

  void read_row(const dsl::TableRow& row) {
    if (row.cells.size() != header_.size())
      return mistake("S036", row.cells.front().span, "This row has another number of cells than the first row", "every row has a cell for each column", "A cell that says nothing holds  -");
    engine::Way way(plan_.counts.size()), stay(plan_.counts.size());
    bool stays = false;
    RungPlan* rung = nullptr;
    for (std::size_t i = 0; i < header_.size(); ++i)
      if (header_[i].column == RungColumn::kTier) rung = &rung_named(cell_name(row.cells[i]), row.cells[i].span);
    const bool first = rung->ways.empty();
    rung->benefits.resize(plan_.columns.size());
    for (std::size_t i = 0; i < header_.size(); ++i) {
      const dsl::Cell& cell = row.cells[i];
      switch (header_[i].column) {
        case RungColumn::kTier: break;
        case RungColumn::kFrom: way[header_[i].index] = threshold(cell, plan_.counts[header_[i].index]); break;
        case RungColumn::kStay: stay[header_[i].index] = threshold(cell, plan_.counts[header_[i].index]), stays = true; break;
        case RungColumn::kKeeps: if (first) keeps(cell, *rung); break;
        case RungColumn::kBenefit: if (first) rung->benefits[header_[i].index] = benefit(cell); break;
      }
    }
    const bool asks = std::any_of(way.begin(), way.end(), [](const auto& amount) { return amount.has_value(); });
    if (counts_ && !asks && whole_) mistake("S066", row.cells.front().span, "This row asks for nothing", "nobody could tell when " + rung->name + " is reached");
    rung->ways.push_back(std::move(way));
    if (stays) rung->stay.push_back(std::move(stay));
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

  void keeps(const dsl::Cell& cell, RungPlan& rung) {
    if (cell.text == "forever" || says_nothing(cell)) return;
    dsl::LifeSpan span;
    if (!dsl::read_span_in(cell, span))
      return mistake("S039", cell.span, in_quotes(cell.text) + " is no length", "here stands how long the level lives", "Write  12 months ,  until the end of the next year  or  forever");
    rung.keeps = expiry_of(context_, span);
    if (!rung.keeps) whole_ = false;
  }

  // A factor; what else a column holds is for people to read.
  static std::optional<engine::Ratio> benefit(const dsl::Cell& cell) {
    if (cell.text.size() < 2 || cell.text.front() != 'x') return std::nullopt;
    const auto number = dsl::read_decimal(std::string_view(cell.text).substr(1));
    return number && number->scale <= kMicroDecimals ? ratio_of(*number) : std::nullopt;
  }

  // A level asks for no less than the one below it, and for more of something.
  void check_order() {
    for (std::size_t i = 1; i < plan_.rungs.size(); ++i) {
      const RungPlan& lower = plan_.rungs[i - 1];
      const RungPlan& higher = plan_.rungs[i];
      const auto& below = lower.ways.front();
      const auto& above = higher.ways.front();
      bool less = false, more = plan_.counts.empty();
      for (std::size_t count = 0; count < plan_.counts.size(); ++count) {
        less = less || (above[count] && below[count] && *above[count] < *below[count]);
        more = more || above[count].value_or(0) > below[count].value_or(0);
      }
      if (less) mistake("S066", higher.span, in_quotes(higher.name) + " begins below " + in_quotes(lower.name), "levels stand from the lowest up", "Write the rows in order");
      else if (!more && lower.ways.size() == 1 && higher.ways.size() == 1)
        mistake("S066", higher.span, in_quotes(higher.name) + " begins where " + in_quotes(lower.name) + " begins", "nobody would ever be " + lower.name, "Let one of them begin higher");
    }
  }

  Context& context_;
  LadderRef ladder_;
  LadderPlan& plan_;
  std::vector<const dsl::TableRow*> rows_;
  std::vector<Heading> header_;
  bool counts_ = false, by_hand_ = false, whole_ = true;
};

}  // namespace

void name_levels(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != dsl::DeclarationKind::kTiers || !is_first_of_its_name(context, NameKind::kLadder, declaration)) continue;
    LadderPlan& plan = context.plan.ladders[context.catalog.peek(NameKind::kLadder, declaration.names.front().text)->index];
    std::optional<std::size_t> column;
    for (const dsl::Clause& clause : declaration.clauses) {
      const auto* row = std::get_if<dsl::TableRow>(&clause.kind);
      if (row == nullptr) continue;
      for (std::size_t i = 0; !column && i < row->cells.size(); ++i)
        if (row->cells[i].text == "tier") column = i;
      if (!column || *column >= row->cells.size() || row->cells[*column].text == "tier") continue;
      const std::string name = cell_name(row->cells[*column]);
      if (plan.rungs.empty() || plan.rungs.back().name != name) plan.rungs.push_back({name, {}, {}, {}, {}, row->cells[*column].span});
    }
  }
}

void check_ladder(Context& context, const dsl::Declaration& declaration, LadderPlan& plan) {
  check_said_once(context, declaration);
  LadderReader reader(context, LadderRef{context.catalog.peek(NameKind::kLadder, declaration.names.front().text)->index}, plan);
  for (const dsl::Clause& clause : declaration.clauses) std::visit(reader, clause.kind);
  plan.conditions = conditions_in(context, declaration);
  reader.finish(declaration);
}

void check_badges(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != dsl::DeclarationKind::kBadge || !is_first_of_its_name(context, NameKind::kBadge, declaration)) continue;
    const std::size_t index = context.catalog.peek(NameKind::kBadge, declaration.names.front().text)->index;
    UnitPlan& badge = context.plan.units[context.catalog.table(NameKind::kUnit).size() + index];
    for (const dsl::Clause& clause : declaration.clauses)
      if (const auto* say = std::get_if<dsl::Say>(&clause.kind)) badge.says.push_back(say->text.text);
  }
}

bool is_ladder(const Context& context, const dsl::Name& name) { return context.catalog.peek(NameKind::kLadder, name.text) != nullptr; }

std::optional<LadderRef> find_ladder(Context& context, const dsl::Name& name) { return find<LadderRef>(context, NameKind::kLadder, name); }

std::string levels_in_words(const Context& context, LadderRef ladder) {
  std::vector<std::string> names;
  for (const RungPlan& rung : context.plan.ladders[ladder.index].rungs) names.push_back(rung.name);
  return names.empty() ? "none" : any_of(names);
}

std::optional<std::int64_t> find_level(Context& context, LadderRef ladder, const dsl::Name& name) {
  const LadderPlan& plan = context.plan.ladders[ladder.index];
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < plan.rungs.size(); ++i) {
    if (plan.rungs[i].name == name.text) return static_cast<std::int64_t>(i) + 1;
    names.push_back(plan.rungs[i].name);
  }
  context.messages.error({.code = "S020",
                          .at = name.span,
                          .title = "The ladder " + plan.name + " has no level " + in_quotes(name.text),
                          .label = "its levels are " + levels_in_words(context, ladder),
                          .fix = nearest_name(name.text, names)});
  return std::nullopt;
}

std::optional<std::size_t> find_benefit(Context& context, LadderRef ladder, const dsl::Name& column) {
  const LadderPlan& plan = context.plan.ladders[ladder.index];
  const auto unread = [](const RungPlan& rung) { return rung.ways.empty(); };
  if (std::any_of(plan.rungs.begin(), plan.rungs.end(), unread)) return std::nullopt;  // its table has a mistake of its own
  const auto found = std::find(plan.columns.begin(), plan.columns.end(), column.text);
  if (found != plan.columns.end()) return static_cast<std::size_t>(found - plan.columns.begin());
  std::vector<std::string_view> names(plan.columns.begin(), plan.columns.end());
  context.messages.error({.code = "S035",
                          .at = column.span,
                          .title = "The ladder " + plan.name + " has no column " + in_quotes(column.text),
                          .label = plan.columns.empty() ? "its table has no column of factors" : "its columns are " + any_of(plan.columns),
                          .fix = nearest_name(column.text, names)});
  return std::nullopt;
}

}  // namespace setia::rules
