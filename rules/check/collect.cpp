// Names first: places in the plan for everything that is declared, and the messages about names declared twice.
#include <algorithm>

#include "dsl/lines.hpp"
#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/listed_members.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

std::optional<NameKind> name_kind_of(dsl::DeclarationKind kind) {
  switch (kind) {
    case dsl::DeclarationKind::kPoints:
    case dsl::DeclarationKind::kWallet:
      return NameKind::kUnit;
    case dsl::DeclarationKind::kItems:
      return NameKind::kItems;
    case dsl::DeclarationKind::kSegment:
      return NameKind::kSegment;
    case dsl::DeclarationKind::kMeasure:
      return NameKind::kMeasure;
    case dsl::DeclarationKind::kCounter:
      return NameKind::kCounter;
    case dsl::DeclarationKind::kPeriod:
      return NameKind::kPeriod;
    case dsl::DeclarationKind::kRule:
      return NameKind::kRule;
    case dsl::DeclarationKind::kStack:
      return NameKind::kStack;
    case dsl::DeclarationKind::kLimit:
      return NameKind::kLimit;
    case dsl::DeclarationKind::kTiers:
      return NameKind::kLadder;
    case dsl::DeclarationKind::kBadge:
      return NameKind::kBadge;
    case dsl::DeclarationKind::kReward:
      return NameKind::kReward;
    case dsl::DeclarationKind::kReferral:
      return NameKind::kReferral;
    default:
      return std::nullopt;
  }
}

void say_two(Context& context, NameKind kind, const dsl::Name& name) {
  context.messages.error({.code = "S026",
                          .at = name.span,
                          .title = "There are two " + plural_of(kind) + " called " + in_quotes(name.text),
                          .label = "declared again",
                          .help = "Names must differ. Rename one of the two",
                          .related = {{context.catalog.peek(kind, name.text)->span, "declared first"}}});
}

void declare(Context& context, const dsl::Declaration& declaration) {
  const auto kind = name_kind_of(declaration.kind);
  if (!kind || declaration.names.empty()) return;
  const dsl::Name& name = declaration.names.front();
  if (!context.catalog.declare(*kind, name)) say_two(context, *kind, name);
}

// What using a reward does is a rule like any other, by a name that no line can write.
void declare_uses(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != dsl::DeclarationKind::kReward || !is_first_of_its_name(context, NameKind::kReward, declaration)) continue;
    const auto acts = [](const dsl::Clause& clause) { return is_give(clause) || is_discount(clause); };
    if (std::none_of(declaration.clauses.begin(), declaration.clauses.end(), acts)) continue;
    context.catalog.declare(NameKind::kRule, {use_called(declaration.names.front().text), true, declaration.span});
  }
}

// Headings that are no declaration of the tree: their names are known, and nothing more.
void leave_unread_headings(Context& context) {
  std::set<std::pair<std::int32_t, std::int32_t>> read;
  for (const dsl::Declaration& declaration : context.tree.declarations) read.emplace(declaration.span.file, declaration.span.line);
  for (std::size_t file = 0; file < context.text.sources.size(); ++file) {
    const dsl::Source& source = context.text.sources[file];
    for (std::int32_t number = 1; number <= source.line_count(); ++number) {
      const auto start = source.line(number);
      if (start.empty() || start.front() == ' ' || start.front() == '#' || read.contains({static_cast<std::int32_t>(file), number}))
        continue;
      const dsl::Line line = dsl::split_line(source, static_cast<std::int32_t>(file), number);
      for (std::size_t i = 1; i < line.tokens.size(); ++i) context.catalog.leave_unread(line.tokens[i].text);
    }
  }
}

template <typename PlanOf>
void make_places(const Catalog& catalog, NameKind kind, std::vector<PlanOf>& places) {
  for (const auto& [name, entry] : catalog.table(kind)) {
    PlanOf place;
    place.name = name;
    place.span = entry.span;
    places.push_back(std::move(place));
  }
}

// A badge is a unit of which nobody holds more than one.
void make_badges(const Catalog& catalog, std::vector<UnitPlan>& units) {
  for (const auto& [name, entry] : catalog.table(NameKind::kBadge)) {
    UnitPlan badge;
    badge.name = badge.singular = name;
    badge.kind = engine::UnitKind::kBadge;
    badge.span = entry.span;
    badge.stages.push_back({});
    badge.can_be_spent = false;
    badge.held_cap_micro = kMicro;
    units.push_back(std::move(badge));
  }
}

UnitPlan voucher_called(const std::string& name, dsl::Span span) {
  UnitPlan voucher;
  voucher.name = voucher.singular = name;
  voucher.kind = engine::UnitKind::kVoucher;
  voucher.span = span;
  voucher.stages.push_back({});
  voucher.can_be_spent = false;
  return voucher;
}

// Behind them the choices that rules give, by their names: each a voucher that stands for one of several.
void make_vouchers(const Context& context, std::vector<UnitPlan>& units) {
  const std::size_t first = units.size();
  for (const auto& [name, entry] : context.catalog.table(NameKind::kReward)) units.push_back(voucher_called(name, entry.span));
  std::map<std::string, UnitPlan> choices;
  for (const dsl::Declaration& declaration : context.tree.declarations)
    for (const dsl::Clause& clause : declaration.clauses) {
      const auto* give = std::get_if<dsl::GiveReward>(&clause.kind);
      if (give == nullptr || give->rewards.size() < 2) continue;
      UnitPlan choice = voucher_called(choice_called(give->rewards), clause.span);
      for (const dsl::Name& one : give->rewards)
        if (const NameEntry* entry = context.catalog.peek(NameKind::kReward, one.text)) choice.choices.push_back({first + entry->index});
      choices.try_emplace(choice.name, choice);
    }
  for (auto& [name, choice] : choices) units.push_back(std::move(choice));
}

void take_lists(Context& context) {
  for (const FolderList& list : context.text.lists) context.plan.lists.push_back({list.name, list.kind, list.texts, list.parents});
  for (const dsl::Declaration& declaration : context.tree.declarations)
    for (const dsl::Clause& clause : declaration.clauses)
      if (const auto* given = std::get_if<dsl::GivenList>(&clause.kind)) {
        const auto same = [&](const ListPlan& list) { return list.name == given->list.text; };
        if (std::none_of(context.plan.lists.begin(), context.plan.lists.end(), same))
          context.plan.lists.push_back({given->list.text, "", {}, {}});
      }
  std::stable_sort(context.plan.lists.begin(), context.plan.lists.end(),
                   [](const ListPlan& a, const ListPlan& b) { return a.name < b.name; });
  for (const ListPlan& list : context.plan.lists) context.catalog.declare(NameKind::kList, {list.name, true, {}});
}

bool may_be_segment(const ListPlan& list) { return is_of_members(list.kind) || list.kind.empty(); }

// A list of members is a segment too, unless one of that name is declared.
void declare_listed_segments(Context& context) {
  for (const ListPlan& list : context.plan.lists)
    if (may_be_segment(list)) context.catalog.declare(NameKind::kSegment, {list.name, true, {}});
}

void fill_listed_segments(Context& context) {
  for (SegmentPlan& segment : context.plan.segments)
    if (context.catalog.peek(NameKind::kSegment, segment.name)->span.line == 0)
      segment.conditions.push_back({InListPlan{std::nullopt, dsl::Owner::kMember, false, {segment.name}}, {}, ""});
}

}  // namespace

bool is_first_of_its_name(const Context& context, NameKind kind, const dsl::Declaration& declaration) {
  if (declaration.names.empty()) return false;
  const NameEntry* entry = context.catalog.peek(kind, declaration.names.front().text);
  return entry != nullptr && entry->span == declaration.names.front().span;
}

void collect_names(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) declare(context, declaration);
  declare_tabled_rewards(context, say_two);
  declare_uses(context);
  take_lists(context);
  declare_listed_segments(context);
  leave_unread_headings(context);
  context.catalog.number();
  Plan& plan = context.plan;
  make_places(context.catalog, NameKind::kUnit, plan.units);
  make_badges(context.catalog, plan.units);
  make_vouchers(context, plan.units);
  make_places(context.catalog, NameKind::kItems, plan.items);
  make_places(context.catalog, NameKind::kSegment, plan.segments);
  fill_listed_segments(context);
  make_places(context.catalog, NameKind::kMeasure, plan.measures);
  make_places(context.catalog, NameKind::kCounter, plan.counters);
  make_places(context.catalog, NameKind::kPeriod, plan.periods);
  make_places(context.catalog, NameKind::kLadder, plan.ladders);
  make_places(context.catalog, NameKind::kRule, plan.rules);
  make_places(context.catalog, NameKind::kStack, plan.stacks);
  make_places(context.catalog, NameKind::kLimit, plan.limits);
  make_places(context.catalog, NameKind::kReferral, plan.referrals);
}

}  // namespace setia::rules
