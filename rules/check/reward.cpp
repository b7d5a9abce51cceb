// Rewards: what they cost, who may get them, how long they are valid, and what using them does.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

// Uses are counted by the voucher that a receipt names; getting by the voucher that is given.
bool counts_uses(const CapPlan& cap) {
  const bool one_receipt = cap.scope == engine::CapScope::kReceipt || cap.scope == engine::CapScope::kLine || cap.scope == engine::CapScope::kItem;
  return one_receipt || cap.kind != engine::CapKind::kTimes;
}

class RewardReader {
 public:
  RewardReader(Context& context, RewardPlan& plan, UnitPlan& voucher, RulePlan& use) : context_(context), plan_(plan), voucher_(voucher), use_(use) {}

  void take(const dsl::Clause& clause, const TableLines& table) {
    if (take_run(context_, clause, plan_.from, plan_.until)) return;
    at_ = clause.span;
    table_ = &table;
    std::visit(*this, clause.kind);
  }

  void operator()(const dsl::PriceOf& price) {
    prices_once();
    PricePlan plan;
    for (const dsl::Amount& amount : price.amounts) {
      const auto units = units_micro(context_, amount);
      if (units && is_price(units->micro, amount.span)) plan.amounts.emplace_back(units->unit, units->micro);
    }
    plan_.prices.push_back(std::move(plan));
  }
  void operator()(const dsl::PriceQuoted& price) {
    prices_once();
    plan_.quoted_in = find_unit(context_, price.unit);
  }
  void operator()(const dsl::PriceBy& price) {
    prices_once();
    plan_.tabled_in = find_unit(context_, price.unit);
    if (auto rows = table_of(context_, price.keys, {price.unit.text}, *table_)) plan_.table = std::move(*rows);
    else plan_.tabled_in.reset();
  }
  void operator()(const dsl::RewardWorth& worth) const {
    if (const auto minor = money_minor(context_, worth.money)) voucher_.worth = *minor * kMicro;
  }
  void operator()(const dsl::ValidFor& valid) const {
    if (auto expiry = expiry_of(context_, valid.span)) voucher_.life.expiries.push_back(std::move(*expiry));
  }
  void operator()(const dsl::BoughtAutomatically&) const {
    plan_.automatic = true;
    plan_.automatic_span = at_;
  }
  void operator()(const dsl::MembersCanGive&) const { plan_.members_can_give = true; }
  void operator()(const dsl::RewardsHeld& held) const {
    if (held.most > 0) voucher_.held_cap_micro = held.most * kMicro;
    else say_never("nobody could hold one");
  }
  void operator()(const dsl::ComesBack& back) const { plan_.comes_back = static_cast<engine::ComesBack>(back.how); }
  void operator()(const dsl::WithoutLimit&) const { use_.without_limit = true; }
  void operator()(const dsl::InLimit& in) const {
    if (const auto limit = find<LimitRef>(context_, NameKind::kLimit, in.limit)) plan_.limits.push_back(*limit);
  }
  void operator()(const dsl::InStack& in) const { use_.stack = find<StackRef>(context_, NameKind::kStack, in.stack); }
  void operator()(const dsl::AtMost& most) const {
    auto cap = cap_of(context_, most.cap);
    if (!cap) return;
    cap->span = at_;
    cap->text = context_.written(at_);
    if (cap->most <= 0) return say_never("nobody could get one");
    if (cap->kind == engine::CapKind::kTimes && cap->scope == engine::CapScope::kReceipt) {
      plan_.per_receipt = cap->most;
    } else if (counts_uses(*cap)) {
      use_.caps.push_back(std::move(*cap));
    } else {
      cap->kind = engine::CapKind::kUnits;
      cap->unit = plan_.voucher;
      if (number_of(cap->most)) plan_.caps.push_back(std::move(*cap));
    }
  }
  template <typename Other>
  void operator()(const Other&) const {}

 private:
  void prices_once() {
    if (priced_)
      context_.messages.error({.code = "S027",
                               .at = at_,
                               .title = "The price is said twice",
                               .label = "said again here",
                               .help = "Write several units as  price 500 points and 10 stars"});
    priced_ = true;
  }
  bool is_price(std::int64_t micro, dsl::Span at) const {
    if (micro > 0) return true;
    context_.messages.error({.code = "S025", .at = at, .title = "A price is above zero", .label = "what costs nothing is given by a rule",
                             .help = "Leave the line out, and give the reward with  give reward " + in_quotes(plan_.name)});
    return false;
  }
  void say_never(const std::string& label) const {
    context_.messages.error({.code = "S025", .at = at_, .title = "This limit leaves nothing of the reward", .label = label,
                             .help = "Write a number above zero, or leave the line out"});
  }
  // Vouchers are counted in millionths like any unit.
  bool number_of(std::int64_t& most) const {
    if (!__builtin_mul_overflow(most, kMicro, &most)) return true;
    context_.messages.error({.code = "S025", .at = at_, .title = "This number is too large for me", .label = "I count up to nine million million units"});
    return false;
  }

  Context& context_;
  RewardPlan& plan_;
  UnitPlan& voucher_;
  RulePlan& use_;
  const TableLines* table_ = nullptr;
  dsl::Span at_;
  bool priced_ = false;
};

void check_automatic(Context& context, const dsl::Declaration& declaration, const RewardPlan& plan) {
  if (!plan.automatic || !plan.prices.empty() || !declaration.whole) return;
  context.messages.error({.code = "S028",
                          .at = declaration.span,
                          .title = "A reward is bought automatically for a price",
                          .label = "its price is missing below, or quoted",
                          .help = "Add a line such as  price 500 " + (context.plan.units.empty() ? std::string("points") : context.plan.units.front().name)});
}

// What may not be limited is not: a cap on what using gives, where it gives nothing.
void check_caps(Context& context, const RulePlan& use) {
  if (use.caps.empty()) return;
  context.messages.error({.code = "S047",
                          .at = use.caps.front().span,
                          .title = "Using this reward gives nothing that could be limited so",
                          .label = "there is no line that gives or takes money off",
                          .help = "Limit how often it may be had, as in  at most 1 time per member per year"});
}

void take_uses(Context& context, const dsl::Declaration& declaration, RulePlan& use) {
  for (std::size_t i = 0; i < declaration.clauses.size(); ++i) {
    use.lines.push_back(context.written(declaration.clauses[i].span));
    if (is_discount(declaration.clauses[i]))
      if (auto discount = discount_of(context, declaration.clauses[i], table_below(declaration, i))) use.discounts.push_back(std::move(*discount));
    if (!is_give(declaration.clauses[i])) continue;
    if (auto give = give_of(context, declaration.clauses[i], table_below(declaration, i))) use.gives.push_back(std::move(*give));
  }
}

void check_reward(Context& context, const dsl::Declaration& declaration, RewardPlan& plan) {
  check_said_once(context, declaration);
  UnitPlan& voucher = context.plan.units[plan.voucher.index];
  RulePlan use;
  use.name = use_called(plan.name);
  use.span = declaration.span;
  use.uses = plan.voucher;
  use.triggers.push_back(dsl::TriggerKind::kPurchase);
  use.lines.push_back(context.written(declaration.span));
  RewardReader reader(context, plan, voucher, use);
  for (std::size_t i = 0; i < declaration.clauses.size(); ++i) reader.take(declaration.clauses[i], table_below(declaration, i));
  plan.conditions = conditions_in(context, declaration);
  take_uses(context, declaration, use);
  order_discounts(use);
  check_stray_rows(context, declaration);
  check_automatic(context, declaration, plan);
  const NameEntry* place = context.catalog.peek(NameKind::kRule, use.name);
  if (place != nullptr) context.plan.rules[place->index] = std::move(use);
  else check_caps(context, use);
}

// A choice lives as long as its rewards; when they live differently it stays open, and what is past cannot be chosen.
void live_as_chosen(std::vector<UnitPlan>& units) {
  for (UnitPlan& choice : units) {
    if (choice.choices.empty()) continue;
    const LifePlan& first = units[choice.choices.front().index].life;
    const bool alike = std::all_of(choice.choices.begin(), choice.choices.end(), [&](UnitRef one) { return units[one.index].life.expiries == first.expiries; });
    if (alike) choice.life = first;
  }
}

}  // namespace

std::string use_called(const std::string& reward) { return "reward " + in_quotes(reward); }

std::string choice_called(const dsl::Names& rewards) {
  std::string name;
  for (const dsl::Name& reward : rewards) name += (name.empty() ? "choice of " : " or ") + reward.text;
  return name;
}

void check_rewards(Context& context) {
  std::vector<RewardPlan>& rewards = context.plan.rewards;
  for (const auto& [name, entry] : context.catalog.table(NameKind::kReward)) {
    RewardPlan& plan = rewards.emplace_back();
    plan.name = name;
    plan.voucher = {context.catalog.table(NameKind::kUnit).size() + context.catalog.table(NameKind::kBadge).size() + entry.index};
    plan.span = entry.span;
  }
  check_tabled_rewards(context);
  for (RewardPlan& plan : rewards)
    for (const dsl::Declaration& declaration : context.tree.declarations)
      if (declaration.kind == dsl::DeclarationKind::kReward && !declaration.names.empty() && declaration.names.front().span == plan.span)
        check_reward(context, declaration, plan);
  live_as_chosen(context.plan.units);
}

}  // namespace setia::rules
