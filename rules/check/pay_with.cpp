// `pay with`: what a unit pays, and how much of a receipt it may pay.
#include <algorithm>
#include <numeric>

#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

class PayWithReader {
 public:
  PayWithReader(Context& context, PayWithPlan& plan) : context_(context), plan_(plan) {}

  void stand_at(dsl::Span at) { at_ = at; }
  bool has_rate() const { return has_rate_; }

  void operator()(const dsl::PayRate& rate) {
    has_rate_ = true;
    const auto micro = own_amount(rate.amount);
    const auto minor = rate_minor(rate.money);
    if (rate.per) plan_.per = per_of(context_, {*rate.per, at_});
    if (!micro || !minor || rate.per.has_value() != plan_.per.has_value()) return;
    take_rate(engine::Wide{*minor}, engine::Wide{*micro} * kMicro);
  }
  void operator()(const dsl::PayOn& on) {
    plan_.on = what_of(context_, on.on);
    if (on.except) except(*on.except);
  }
  void operator()(const dsl::PayExcept& out) { except(out.except); }
  void operator()(const dsl::AtMost& most) const {
    auto cap = cap_of(context_, most.cap);
    if (!cap || !can_count(*cap)) return;
    cap->span = at_;
    cap->text = context_.written(at_);
    plan_.caps.push_back(std::move(*cap));
  }
  void operator()(const dsl::AllOrNothing&) const { plan_.all_or_nothing = true; }
  void operator()(const dsl::InStepsOf& steps) const { take_amount(steps.amount, plan_.step_micro, plan_.step_minor); }
  void operator()(const dsl::AtLeast& least) const { take_amount(least.amount, plan_.least_micro, plan_.least_minor); }
  void operator()(const dsl::ComesBack& back) const { plan_.comes_back = static_cast<engine::ComesBack>(back.how); }
  template <typename Other>
  void operator()(const Other&) const {}

  // Without a rate a unit pays what it is worth.
  void take_worth(std::int64_t worth) {
    has_rate_ = true;
    take_rate(engine::Wide{worth}, engine::Wide{kMicro} * kMicro);
  }

 private:
  const std::string& unit() const { return context_.plan.units[plan_.unit.index].name; }

  // `minor` are millionths of a minor unit, and so many more are `micro`.
  void take_rate(engine::Wide minor, engine::Wide micro) {
    engine::Wide common = minor, rest = micro;
    while (rest != 0) common = std::exchange(rest, common % rest);
    if (common <= 0 || minor / common > INT64_MAX || micro / common > INT64_MAX) return say_too_fine();
    plan_.rate_minor = static_cast<std::int64_t>(minor / common);
    plan_.rate_micro = static_cast<std::int64_t>(micro / common);
  }
  void say_too_fine() const {
    context_.messages.error({.code = "S025", .at = at_, .title = "This rate pays nothing, or is beyond counting", .label = "I cannot count with it"});
  }

  // Rates of money have up to six decimals more than the currency: in millionths of a minor unit.
  std::optional<std::int64_t> rate_minor(const dsl::Amount& money) const {
    if (!money.is_money || money.of.text != context_.plan.currency || money.number.scale > kMicroDecimals) return money_minor(context_, money);
    const auto minor = scaled(money.number, context_.plan.currency_decimals + kMicroDecimals);
    if (!minor || *minor <= 0) say_too_fine();
    return minor && *minor > 0 ? minor : std::nullopt;
  }

  std::optional<std::int64_t> own_amount(const dsl::Amount& amount) const {
    const auto units = units_micro(context_, of_wallet(context_, plan_.unit, amount));
    if (!units) return std::nullopt;
    if (units->unit == plan_.unit && units->micro > 0) return units->micro;
    if (units->unit == plan_.unit) {
      say_too_fine();
      return std::nullopt;
    }
    context_.messages.error({.code = "S021",
                             .at = amount.span,
                             .title = "Here " + unit() + " pay, not " + amount.of.text,
                             .label = "these are " + amount.of.text,
                             .help = "Write the amount in " + unit()});
    return std::nullopt;
  }

  void take_amount(const dsl::Amount& amount, std::optional<std::int64_t>& micro, std::optional<std::int64_t>& minor) const {
    if (!amount.is_money) {
      micro = own_amount(amount);
      return;
    }
    minor = money_minor(context_, amount);
    if (minor && *minor <= 0) say_too_fine();
  }

  void except(const dsl::What& what) {
    if (auto found = what_of(context_, what)) plan_.except.push_back(std::move(*found));
  }

  bool can_count(const CapPlan& cap) const {
    const bool other_unit = cap.kind == engine::CapKind::kUnits && !(cap.unit == plan_.unit);
    if (cap.kind != engine::CapKind::kPieces && !other_unit) return true;
    context_.messages.error({.code = "S047",
                             .at = cap.span,
                             .title = "A payment is limited by what is paid, or by how often",
                             .label = other_unit ? "here " + unit() + " pay" : "no payment counts items",
                             .help = "Limit the " + unit() + ", the money or the times"});
    return false;
  }

  Context& context_;
  PayWithPlan& plan_;
  dsl::Span at_;
  bool has_rate_ = false;
};

bool is_second(Context& context, const PayWithPlan& plan, const dsl::Declaration& declaration) {
  const auto same = [&](const PayWithPlan& other) { return other.unit == plan.unit && other.name == plan.name; };
  const auto first = std::find_if(context.plan.pay_with.begin(), context.plan.pay_with.end(), same);
  if (first == context.plan.pay_with.end()) return false;
  const std::string& unit = context.plan.units[plan.unit.index].name;
  context.messages.error({.code = "S026",
                          .at = declaration.span,
                          .title = "There are two  pay with " + unit + (plan.name.empty() ? "" : ' ' + in_quotes(plan.name)),
                          .label = "declared again",
                          .help = "Give each a name of its own, for example  pay with " + unit + " \"In the app\"",
                          .related = {{first->span, "declared first"}}});
  return true;
}

void check_spendable(Context& context, const UnitPlan& unit, const dsl::Declaration& declaration) {
  if (unit.can_be_spent) return;
  context.messages.error({.code = "S065",
                          .at = declaration.span,
                          .title = unit.name + " cannot be spent, so nothing is paid with them",
                          .label = "this would never pay anything",
                          .help = "Leave this out, or leave out  cannot be spent",
                          .related = {{unit.span, "said here"}}});
}

}  // namespace

void check_pay_with(Context& context, const dsl::Declaration& declaration) {
  if (declaration.names.empty()) return;
  const auto unit = find_unit(context, declaration.names.front());
  if (!unit) return;
  PayWithPlan plan;
  plan.unit = *unit;
  plan.name = declaration.names.size() > 1 ? declaration.names[1].text : "";
  plan.span = declaration.span;
  if (is_second(context, plan, declaration)) return;
  check_said_once(context, declaration);
  check_spendable(context, context.plan.units[unit->index], declaration);
  PayWithReader reader(context, plan);
  for (const dsl::Clause& clause : declaration.clauses) {
    reader.stand_at(clause.span);
    std::visit(reader, clause.kind);
  }
  plan.conditions = conditions_in(context, declaration);
  const UnitPlan& paying = context.plan.units[unit->index];
  if (!reader.has_rate() && paying.worth) reader.take_worth(*paying.worth);
  if (!reader.has_rate())
    say_missing(context, declaration, "I need to know what " + paying.name + " pay",
                "Add a line such as  100 " + paying.name + " for 1.00 " + context.plan.currency);
  const auto later = [](const PayWithPlan& a, const PayWithPlan& b) { return std::tie(a.unit, a.name) < std::tie(b.unit, b.name); };
  auto& all = context.plan.pay_with;
  all.insert(std::upper_bound(all.begin(), all.end(), plan, later), std::move(plan));
}

}  // namespace setia::rules
