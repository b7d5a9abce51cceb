// From text to plan: names first, then every declaration by its kind, then what holds between them.
#include "rules/check/context.hpp"
#include "rules/check/declarations.hpp"
#include "rules/compile.hpp"
#include "rules/lint/lint.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using DeclaredKind = dsl::DeclarationKind;

// A wallet is counted like points of which one is worth one of the program's currency.
void make_wallet(const Context& context, UnitPlan& plan) {
  constexpr std::int64_t kMinorScale = kMicro;  // a worth is millionths of a coin
  plan.kind = engine::UnitKind::kWallet;
  plan.singular = plan.name;
  plan.worth = kMicro / micro_per_coin(context.plan.currency_decimals) * kMinorScale;
}

// How amounts of a unit are written is known before any amount is read.
void take_singulars(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    const bool unit = declaration.kind == DeclaredKind::kPoints || declaration.kind == DeclaredKind::kWallet;
    if (!unit || !is_first_of_its_name(context, NameKind::kUnit, declaration)) continue;
    UnitPlan& plan = context.plan.units[context.catalog.peek(NameKind::kUnit, declaration.names.front().text)->index];
    if (declaration.kind == DeclaredKind::kWallet) make_wallet(context, plan);
    for (const dsl::Clause& clause : declaration.clauses)
      if (const auto* one = std::get_if<dsl::OneIs>(&clause.kind)) plan.singular = one->singular.text;
  }
}

// A name that is taken hides no other mistake: its declaration is checked, and kept nowhere.
template <typename PlanOf>
void check_each(Context& context, DeclaredKind kind, NameKind name_kind, std::vector<PlanOf>& places,
                void (*check_one)(Context&, const dsl::Declaration&, PlanOf&)) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != kind || declaration.names.empty()) continue;
    PlanOf second;
    const bool first = is_first_of_its_name(context, name_kind, declaration);
    check_one(context, declaration, first ? places[context.catalog.peek(name_kind, declaration.names.front().text)->index] : second);
  }
}

void check_plain(Context& context, DeclaredKind kind, void (*check_one)(Context&, const dsl::Declaration&)) {
  for (const dsl::Declaration& declaration : context.tree.declarations)
    if (declaration.kind == kind) check_one(context, declaration);
}

// Units before what counts them, measures before what compares them, everything before rules and tests.
void check_declarations(Context& context) {
  Plan& plan = context.plan;
  check_program(context);
  name_household(context);
  check_fields(context);
  check_cycle_field(context);
  take_singulars(context);
  check_badges(context);
  check_each(context, DeclaredKind::kPeriod, NameKind::kPeriod, plan.periods, check_period);
  check_each(context, DeclaredKind::kCounter, NameKind::kCounter, plan.counters, check_counter);
  check_each(context, DeclaredKind::kItems, NameKind::kItems, plan.items, check_items);
  name_levels(context);
  check_measures(context);
  check_each(context, DeclaredKind::kSegment, NameKind::kSegment, plan.segments, check_segment);
  check_each(context, DeclaredKind::kPoints, NameKind::kUnit, plan.units, check_unit);
  check_each(context, DeclaredKind::kWallet, NameKind::kUnit, plan.units, check_unit);
  check_each(context, DeclaredKind::kTiers, NameKind::kLadder, plan.ladders, check_ladder);
  check_each(context, DeclaredKind::kLimit, NameKind::kLimit, plan.limits, check_limit);
  check_each(context, DeclaredKind::kStack, NameKind::kStack, plan.stacks, check_stack);
  check_rewards(context);
  check_each(context, DeclaredKind::kReferral, NameKind::kReferral, plan.referrals, check_referral);
  check_each(context, DeclaredKind::kRule, NameKind::kRule, plan.rules, check_rule);
  check_plain(context, DeclaredKind::kHousehold, check_household);
  check_plain(context, DeclaredKind::kPayWith, check_pay_with);
  check_plain(context, DeclaredKind::kTest, check_test);
}

}  // namespace

std::unique_ptr<Checked> check(const ProgramText& text, const engine::Zones& zones) {
  auto checked = std::make_unique<Checked>();
  checked->tree = dsl::parse(text.sources, checked->diagnostics);
  Messages messages(checked->diagnostics);
  Context context{text, checked->tree, zones, checked->plan, messages};
  checked->plan.personal = text.personal;
  collect_names(context);
  check_declarations(context);
  check_circles(context);
  check_stacks(context);
  check_follow_ups(context);
  check_shared_prices(context);
  check_whole(context);
  // Warnings speak of a whole plan; one with holes would answer them wrongly.
  if (!checked->diagnostics.has_errors()) lint(context);
  checked->diagnostics.sort();
  return checked;
}

}  // namespace setia::rules
