// The household: who belongs to one, and how often that may change.
#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

class HouseholdReader {
 public:
  HouseholdReader(Context& context, HouseholdPlan& plan) : context_(context), plan_(plan) {}

  void operator()(const dsl::LeaveAnyTime&) const { plan_.leave_any_time = true; }
  void operator()(const dsl::AtMost& most) const {
    const auto* counted = std::get_if<dsl::Counted>(&most.cap.most);
    if (counted != nullptr && counted->kind == dsl::CountedKind::kMembers) return take_size(most.cap, counted->number);
    if (auto cap = changes_cap_of(context_, most.cap)) plan_.changes.push_back(std::move(*cap));
  }
  template <typename Other>
  void operator()(const Other&) const {}

 private:
  void take_size(const dsl::Cap& cap, std::int64_t most) const {
    const bool ever = cap.scope == dsl::ScopeKind::kHousehold && std::holds_alternative<dsl::Ever>(cap.window);
    if (!ever || plan_.size || most < 2)
      return context_.messages.error({.code = "S077",
                                      .at = cap.span,
                                      .title = plan_.size ? "A household has one size" : "A household has at least two members, whenever they came",
                                      .label = plan_.size ? "another number of members" : "this is no size of a household",
                                      .help = "Write  at most 6 members per household ever"});
    plan_.size = most;
  }

  Context& context_;
  HouseholdPlan& plan_;
};

}  // namespace

bool has_households(Context& context, dsl::Span at) {
  if (context.plan.household.any) return true;
  context.messages.error({.code = "S076",
                          .at = at,
                          .title = "This program has no households",
                          .label = "nobody belongs to one",
                          .help = "Declare them: a line  household  of its own, and below it, if wanted,  at most 6 members per household ever"});
  return false;
}

void name_household(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != dsl::DeclarationKind::kHousehold) continue;
    if (context.plan.household.any)
      context.messages.error({.code = "S027",
                              .at = declaration.span,
                              .title = "This is said twice",
                              .label = "said again here",
                              .help = "Write all about households below one heading",
                              .related = {{context.plan.household.span, "said first"}}});
    else
      context.plan.household.span = declaration.span;
    context.plan.household.any = true;
  }
}

void check_household(Context& context, const dsl::Declaration& declaration) {
  check_said_once(context, declaration);
  HouseholdReader reader(context, context.plan.household);
  for (const dsl::Clause& clause : declaration.clauses) std::visit(reader, clause.kind);
}

// Who would get the reward that a household's balance can pay for, nothing says.
void check_shared_prices(Context& context) {
  const auto shared = [&](UnitRef unit) { return context.plan.units[unit.index].shared != engine::Sharing::kOwn; };
  for (const RewardPlan& reward : context.plan.rewards) {
    if (!reward.automatic) continue;
    bool any = reward.tabled_in && shared(*reward.tabled_in);
    for (const PricePlan& price : reward.prices)
      for (const auto& [unit, micro] : price.amounts) any = any || shared(unit);
    if (any) not_yet(context, Later::kHousehold, reward.automatic_span);
  }
}

}  // namespace setia::rules
