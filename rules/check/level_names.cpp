// Names of levels, of their columns and of badges: conditions and gives name them before their ladder is checked.
#include <algorithm>

#include "dsl/numbers.hpp"
#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

std::string level_name(const dsl::Cell& cell) { return cell.words.size() == 1 ? cell.words.front().text : cell.text; }

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
      const std::string name = level_name(row->cells[*column]);
      const auto named = [&](const RungPlan& rung) { return rung.name == name; };
      if (std::none_of(plan.rungs.begin(), plan.rungs.end(), named)) plan.rungs.push_back({name, {}, row->cells[*column].span});
    }
  }
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

std::optional<LadderRef> status_ladder(Context& context, dsl::Span at) {
  if (context.ladder_at_hand) return context.ladder_at_hand;
  const std::size_t ladders = context.plan.ladders.size();
  if (ladders == 1) return LadderRef{0};
  context.messages.error({.code = "S068",
                          .at = at,
                          .title = ladders == 0 ? "This program has no levels, so it has no status periods" : "I do not know which ladder's status period this is",
                          .label = ladders == 0 ? "a status period is the time a level was given for" : "the program has several ladders",
                          .help = "Write a window of the calendar, for example  this year"});
  return std::nullopt;
}

std::optional<std::size_t> status_end(Context& context, dsl::Span at) {
  if (context.ladder_at_hand) {
    context.messages.error({.code = "S068",
                            .at = at,
                            .title = "How long a level lives cannot be said by its own status period",
                            .label = "a status period is the time a level was given for",
                            .help = "Write a length or another end, for example  until the end of the year"});
    return std::nullopt;
  }
  const auto ladder = status_ladder(context, at);
  if (!ladder) return std::nullopt;
  context.plan.status_ends.push_back({*ladder, at});
  return context.plan.status_ends.size() - 1;
}

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

namespace {

bool is_plain_factor(const std::string& text) {
  const auto number = dsl::read_decimal(text);
  const auto ratio = number ? ratio_of(*number) : std::nullopt;
  return ratio && ratio->num > ratio->den;
}

// Said once, however many rules multiply by the column.
bool holds_factors(Context& context, LadderPlan& plan, std::size_t column) {
  const auto in_column = [column](const BenefitWords& words) { return words.column == column; };
  bool all = true;
  for (const BenefitWords& words : plan.words) {
    if (!in_column(words)) continue;
    all = false;
    context.messages.error({.code = "S039",
                            .at = words.span,
                            .title = in_quotes(words.text) + " is not a factor of at least x1",
                            .label = "a rule multiplies by this column",
                            .help = "Write it as  x1.5 , or  -  where the level multiplies nothing",
                            .fix = is_plain_factor(words.text) ? 'x' + words.text : std::string()});
  }
  std::erase_if(plan.words, in_column);
  return all;
}

}  // namespace

std::optional<std::size_t> find_benefit(Context& context, LadderRef ladder, const dsl::Name& column) {
  LadderPlan& plan = context.plan.ladders[ladder.index];
  const auto unread = [](const RungPlan& rung) { return rung.terms.empty(); };
  if (std::any_of(plan.rungs.begin(), plan.rungs.end(), unread)) return std::nullopt;  // its table has a mistake of its own
  const auto found = std::find(plan.columns.begin(), plan.columns.end(), column.text);
  if (found != plan.columns.end()) {
    const auto place = static_cast<std::size_t>(found - plan.columns.begin());
    return holds_factors(context, plan, place) ? std::optional(place) : std::nullopt;
  }
  std::vector<std::string_view> names(plan.columns.begin(), plan.columns.end());
  context.messages.error({.code = "S035",
                          .at = column.span,
                          .title = "The ladder " + plan.name + " has no column " + in_quotes(column.text),
                          .label = plan.columns.empty() ? "its table has no column of factors" : "its columns are " + any_of(plan.columns),
                          .fix = nearest_name(column.text, names)});
  return std::nullopt;
}

}  // namespace setia::rules
