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
    case dsl::DeclarationKind::kReferral:
      return NameKind::kReferral;
    default:
      return std::nullopt;
  }
}

void declare(Context& context, const dsl::Declaration& declaration) {
  const auto kind = name_kind_of(declaration.kind);
  if (!kind || declaration.names.empty()) return;
  const dsl::Name& name = declaration.names.front();
  if (context.catalog.declare(*kind, name)) return;
  context.messages.error({.code = "S026",
                          .at = name.span,
                          .title = "There are two " + plural_of(*kind) + " called " + in_quotes(name.text),
                          .label = "declared again",
                          .help = "Names must differ. Rename one of the two",
                          .related = {{context.catalog.peek(*kind, name.text)->span, "declared first"}}});
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
  take_lists(context);
  declare_listed_segments(context);
  leave_unread_headings(context);
  context.catalog.number();
  Plan& plan = context.plan;
  make_places(context.catalog, NameKind::kUnit, plan.units);
  make_badges(context.catalog, plan.units);
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
