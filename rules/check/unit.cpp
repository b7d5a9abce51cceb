// A kind of points, or a wallet.
#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

class UnitReader {
 public:
  UnitReader(Context& context, UnitRef unit, UnitPlan& plan) : context_(context), unit_(unit), plan_(plan) {}

  void take(const dsl::Clause& clause) {
    at_ = clause.span;
    if (take_life(context_, plan_.life, clause)) return;
    if (std::holds_alternative<dsl::Round>(clause.kind)) return add_rounding(context_, plan_.stages, clause, unit_);
    std::visit(*this, clause.kind);
  }

  bool says_currency() const { return says_currency_; }

  void operator()(const dsl::InCurrency& in) {
    says_currency_ = true;
    if (in.currency.text == context_.plan.currency || context_.plan.currency.empty()) return;
    context_.messages.error({.code = "S022",
                             .at = in.currency.span,
                             .title = "This program counts in " + context_.plan.currency + ", not in " + in.currency.text,
                             .label = "another currency",
                             .help = "Write  in " + context_.plan.currency});
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
  void operator()(const dsl::SharedByHousehold& shared) const {
    if (has_households(context_, at_)) plan_.shared = shared.in_proportion ? engine::Sharing::kInProportion : engine::Sharing::kInOrder;
  }
  void operator()(const dsl::ReturnsTakeNothingBack&) const { plan_.returns_take_nothing = true; }
  void operator()(const dsl::PaidWithEarnsToo& paid) const {
    if (const auto unit = paid_with_of(context_, paid)) plan_.paid_with_earns.push_back(*unit);
  }
  template <typename Other>
  void operator()(const Other&) const {}

 private:
  std::optional<std::int64_t> own_amount(const dsl::Amount& amount) const {
    const auto units = units_micro(context_, of_wallet(context_, unit_, amount));
    if (!units) return std::nullopt;
    if (units->unit == unit_) return units->micro;
    context_.messages.error({.code = "S021",
                             .at = amount.span,
                             .title = "This line is about " + plan_.name,
                             .label = amount.is_money ? "this is money of another" : "these are " + amount.of.text,
                             .help = "Write the amount in " + plan_.name});
    return std::nullopt;
  }

  Context& context_;
  UnitRef unit_;
  UnitPlan& plan_;
  dsl::Span at_;
  bool says_currency_ = false;
};

}  // namespace

void check_unit(Context& context, const dsl::Declaration& declaration, UnitPlan& plan) {
  check_said_once(context, declaration);
  const UnitRef unit{context.catalog.peek(NameKind::kUnit, declaration.names.front().text)->index};
  UnitReader reader(context, unit, plan);
  for (const dsl::Clause& clause : declaration.clauses) reader.take(clause);
  conditions_in(context, declaration);
  if (plan.stages.empty()) plan.stages.push_back(default_rounding(context, unit));
  const bool wallet = declaration.kind == dsl::DeclarationKind::kWallet;
  if (wallet && !reader.says_currency())
    say_missing(context, declaration, "I need to know what money is in " + plan.name, "Add the line  in " + context.plan.currency);
  if (!wallet && plan.singular.empty())
    say_missing(context, declaration, "I need to know what one of the " + plan.name + " is called", "Add a line such as  one is a bean");
}

}  // namespace setia::rules
