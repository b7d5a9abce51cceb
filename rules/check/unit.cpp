// A kind of points.
#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

class UnitReader {
 public:
  UnitReader(Context& context, UnitPlan& plan) : context_(context), plan_(plan) {}

  void take(const dsl::Clause& clause) {
    if (take_life(context_, plan_.life, clause)) return;
    if (std::holds_alternative<dsl::Round>(clause.kind)) return add_rounding(context_, plan_.stages, clause);
    std::visit(*this, clause.kind);
  }

  void operator()(const dsl::WorthEach& worth) const {
    if (!worth.money.is_money || worth.money.of.text != context_.plan.currency) {
      money_minor(context_, worth.money);
      return;
    }
    const bool fine = worth.money.number.scale <= kMicroDecimals;
    const auto scaled_worth = fine ? scaled(worth.money.number, context_.plan.currency_decimals + kMicroDecimals) : std::nullopt;
    if (scaled_worth && *scaled_worth > 0) {
      plan_.worth = *scaled_worth;
      return;
    }
    context_.messages.error({.code = fine ? "S025" : "S023",
                             .at = worth.money.span,
                             .title = fine ? "A worth is above zero, and not beyond counting" : "A worth has up to six decimals",
                             .label = "I cannot count with this"});
  }
  void operator()(const dsl::CannotBeSpent&) const { plan_.can_be_spent = false; }
  void operator()(const dsl::MultipliersMeet& meet) const { plan_.meeting = static_cast<engine::Meeting>(meet.how); }
  void operator()(const dsl::MultipliersReachFlat&) const { plan_.multipliers_reach_flat = true; }
  void operator()(const dsl::UseLots& use) const { plan_.use = static_cast<engine::UseOrder>(use.order); }
  void operator()(const dsl::NeverBelowZero& never) const { plan_.written_off = never.written_off; }
  void operator()(const dsl::MayGoBelowZero& may) const {
    plan_.may_go_below = true;
    if (may.to) plan_.floor_micro = own_amount(*may.to);
  }
  void operator()(const dsl::AtMostHeld& held) const { plan_.held_cap_micro = own_amount(held.amount); }
  void operator()(const dsl::GraceForReturned& grace) const { plan_.grace = length_of(grace.length); }
  void operator()(const dsl::ReturnsTakeNothingBack&) const { plan_.returns_take_nothing = true; }
  void operator()(const dsl::PaidWithEarnsToo& paid) const {
    if (const auto unit = paid_with_of(context_, paid)) plan_.paid_with_earns.push_back(*unit);
  }
  template <typename Other>
  void operator()(const Other&) const {}

 private:
  std::optional<std::int64_t> own_amount(const dsl::Amount& amount) const {
    const auto units = units_micro(context_, amount);
    if (!units) return std::nullopt;
    if (context_.plan.units[units->unit.index].name == plan_.name) return units->micro;
    context_.messages.error({.code = "S021",
                             .at = amount.span,
                             .title = "This line is about " + plan_.name,
                             .label = "these are " + amount.of.text,
                             .help = "Write the amount in " + plan_.name});
    return std::nullopt;
  }

  Context& context_;
  UnitPlan& plan_;
};

}  // namespace

void check_unit(Context& context, const dsl::Declaration& declaration, UnitPlan& plan) {
  check_said_once(context, declaration);
  UnitReader reader(context, plan);
  for (const dsl::Clause& clause : declaration.clauses) reader.take(clause);
  conditions_in(context, declaration);
  if (plan.stages.empty()) plan.stages.push_back({});
  if (plan.singular.empty())
    say_missing(context, declaration, "I need to know what one of the " + plan.name + " is called", "Add a line such as  one is a bean");
}

}  // namespace setia::rules
