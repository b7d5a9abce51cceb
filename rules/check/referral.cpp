// A referral: what the friend must do, who is refused, and how many friends count.
#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using dsl::GoalKind;

// Counted from joining on: within a length, or for ever.
WindowPlan since_joining(const std::optional<dsl::Length>& within) {
  WindowPlan window;
  if (!within) return window;
  window.kind = dsl::WindowKind::kAfterJoining;
  window.length = length_of(*within);
  return window;
}

bool is_by_hours(const std::optional<dsl::Length>& length) {
  return length && (length->unit == dsl::LengthUnit::kMinutes || length->unit == dsl::LengthUnit::kHours);
}

class StepReader {
 public:
  StepReader(Context& context, const dsl::FriendMust& must, StepPlan& plan) : context_(context), goal_(must.goal), by_hours_(is_by_hours(must.within)), plan_(plan) {
    plan_.quantity.window = since_joining(must.within);
    plan_.quantity.text = plan_.text = context.written(must.goal.span);
  }

  bool take() {
    if (goal_.count == 0) return say_nothing_asked();
    if (goal_.kind == GoalKind::kReachLevel) return take_level();
    return take_counted() && (!goal_.within || take_together(*goal_.within));
  }

 private:
  bool take_counted() {
    switch (goal_.kind) {
      case GoalKind::kBuy: return take_purchases();
      case GoalKind::kBuyItems: return take_lines(dsl::QuantityKind::kItems, QuantityType::kNumber) && at_least(number_micro(context_, {goal_.count, 0, goal_.span}));
      case GoalKind::kBuyDifferent: return take_different();
      case GoalKind::kBuyOnDays: return take_days();
      case GoalKind::kSpend: return take_lines(dsl::QuantityKind::kSpend, QuantityType::kMoney) && at_least(money_minor(context_, *goal_.money));
      case GoalKind::kEarn: return take_earned();
      case GoalKind::kDo: return take_activities();
      case GoalKind::kReachActivity: return take_activity_field();
      case GoalKind::kReachLevel: return take_level();
      case GoalKind::kReachStreak: break;
    }
    not_yet(context_, Later::kStreak, goal_.span);
    return false;
  }

  // All of it in one receipt is one receipt that has it all; in one day, weekend or week: the best of them has it.
  bool take_together(dsl::OneOfThem within) {
    if (within != dsl::OneOfThem::kReceipt) {
      plan_.together = within;
      return !by_hours_ || say_hours();
    }
    QuantityPlan of_receipt = plan_.quantity;
    of_receipt.window.reset();
    ComparePlan enough;
    enough.kind = dsl::CompareKind::kAtLeast;
    enough.bound = plan_.at_least;
    plan_.conditions.push_back({QuantityIs{std::move(of_receipt), enough}, goal_.span, plan_.text});
    plan_.quantity.kind = dsl::QuantityKind::kPurchases;
    plan_.quantity.type = QuantityType::kCount;
    plan_.quantity.lines = {};
    plan_.at_least = 1;
    return true;
  }

  bool say_hours() const {
    context_.messages.error({.code = "S025",
                             .at = goal_.span,
                             .title = "A length of hours holds no whole days",
                             .label = "I cannot divide it like this",
                             .help = "Count from joining in days, for example  within 2 days of joining"});
    return false;
  }

  bool say_nothing_asked() const {
    context_.messages.error({.code = "S025", .at = goal_.span, .title = "A step asks for more than nothing", .label = "this must be above zero"});
    return false;
  }

  bool at_least(std::optional<std::int64_t> amount) {
    if (!amount) return false;
    plan_.at_least = *amount;
    return *amount > 0 || say_nothing_asked();
  }

  bool take_purchases() {
    plan_.quantity.kind = dsl::QuantityKind::kPurchases;
    plan_.quantity.type = QuantityType::kCount;
    plan_.at_least = goal_.count;
    if (goal_.money) plan_.quantity.at_least_minor = money_minor(context_, *goal_.money);
    return !goal_.money || plan_.quantity.at_least_minor.has_value();
  }

  bool take_days() {
    plan_.quantity.kind = dsl::QuantityKind::kPurchases;
    plan_.quantity.type = QuantityType::kCount;
    plan_.at_least = goal_.count;
    plan_.days = true;
    return !by_hours_ || say_hours();
  }

  bool take_lines(dsl::QuantityKind kind, QuantityType type) {
    plan_.quantity.kind = kind;
    plan_.quantity.type = type;
    const auto lines = lines_of(context_, goal_.lines);
    if (lines) plan_.quantity.lines = *lines;
    return lines.has_value();
  }

  // What the language says of itself elsewhere, from joining on.
  bool take_quantity(const dsl::Quantity& of) {
    auto quantity = quantity_of(context_, of);
    if (!quantity) return false;
    quantity->window = plan_.quantity.window;
    quantity->text = plan_.text;
    plan_.quantity = std::move(*quantity);
    return true;
  }

  bool take_different() {
    dsl::Quantity different;
    different.kind = dsl::QuantityKind::kDifferent;
    different.name = goal_.name;
    different.lines = goal_.lines;
    different.span = goal_.span;
    plan_.at_least = goal_.count;
    return take_quantity(different);
  }

  bool take_activity_field() {
    dsl::Quantity field;
    field.kind = dsl::QuantityKind::kActivityField;
    field.name = goal_.name;
    field.texts = goal_.activities;
    field.span = goal_.span;
    if (!take_quantity(field)) return false;
    if (plan_.quantity.type == QuantityType::kNumber) return at_least(number_micro(context_, {goal_.count, 0, goal_.span}));
    context_.messages.error({.code = "S021",
                             .at = goal_.span,
                             .title = in_quotes(goal_.name.text) + " is no number that could be reached",
                             .label = "it is " + in_words(context_, plan_.quantity),
                             .help = "Name a field that the activity  has … number"});
    return false;
  }

  bool take_earned() {
    const auto amount = units_micro(context_, goal_.units);
    if (!amount) return false;
    plan_.quantity.kind = dsl::QuantityKind::kUnitEarned;
    plan_.quantity.type = QuantityType::kUnits;
    plan_.quantity.unit = amount->unit;
    return at_least(amount->micro);
  }

  bool take_activities() {
    plan_.quantity.kind = dsl::QuantityKind::kActivity;
    plan_.quantity.type = QuantityType::kCount;
    plan_.quantity.activities = texts_of(goal_.activities);
    plan_.at_least = goal_.count;
    return true;
  }

  bool take_level() {
    plan_.ladder = find_ladder(context_, goal_.name);
    const auto rank = plan_.ladder ? find_level(context_, *plan_.ladder, goal_.level) : std::nullopt;
    if (rank) plan_.at_least = *rank;
    return rank.has_value();
  }

  Context& context_;
  const dsl::Goal& goal_;
  bool by_hours_;
  StepPlan& plan_;
};

class ReferralReader {
 public:
  ReferralReader(Context& context, ReferralPlan& plan) : context_(context), plan_(plan) {}

  void take(const dsl::Clause& clause) {
    if (!std::holds_alternative<dsl::And>(clause.kind)) step_ = nullptr;
    if (take_run(context_, clause, plan_.from, plan_.until)) return;
    at_ = clause.span;
    std::visit(*this, clause.kind);
  }

  void operator()(const dsl::FriendMust& must) {
    StepPlan step;
    step.span = at_;
    if (must.within && must.within->unit == dsl::LengthUnit::kCycles && !has_cycles(context_, must.within->span)) return;
    if (must.within && must.goal.kind == GoalKind::kReachLevel) return say_level_at_once(must);
    if (!StepReader(context_, must, step).take()) return;
    plan_.steps.push_back(std::move(step));
    step_ = &plan_.steps.back();
  }
  void operator()(const dsl::And& also) {
    if (step_ == nullptr) return;  // it belongs to `only when`
    const bool counts_events = !step_->ladder && step_->quantity.kind != dsl::QuantityKind::kUnitEarned;
    if (!counts_events) return say_nothing_to_narrow(also);
    if (auto condition = condition_of(context_, also.condition)) step_->conditions.push_back(std::move(*condition));
  }
  void operator()(const dsl::RefuseShared& refuse) {
    for (const dsl::Name& name : refuse.fields) take_shared(name);
  }
  void operator()(const dsl::InvitationValid& valid) {
    if (valid.length.unit == dsl::LengthUnit::kCycles && !has_cycles(context_, valid.length.span)) return;
    plan_.invitation = length_of(valid.length);
  }
  void operator()(const dsl::AtMost& most) {
    if (auto cap = friends_cap_of(context_, most.cap)) plan_.caps.push_back(std::move(*cap));
  }
  template <typename Other>
  void operator()(const Other&) const {}

 private:
  void take_shared(const dsl::Name& name) {
    if (!name.quoted && built_in_of(name.text)) {
      if (name.text == "payment card") return plan_.shares.push_back({std::nullopt, name.text});
      context_.messages.error({.code = "S047",
                               .at = name.span,
                               .title = "Members do not share a " + name.text,
                               .label = "it belongs to a receipt",
                               .help = "Name a field of members, or  payment card"});
      return;
    }
    const auto field = find_field(context_, dsl::Owner::kMember, name);
    if (field) plan_.shares.push_back({std::get<FieldRef>(field->field), name.text});
  }

  void say_level_at_once(const dsl::FriendMust& must) const {
    context_.messages.error({.code = "S047",
                             .at = must.goal.span,
                             .title = "I know which level is held, and not since how long after joining",
                             .label = "a level is reached or not",
                             .help = "Leave  within … of joining  out"});
  }

  void say_nothing_to_narrow(const dsl::And& also) const {
    context_.messages.error({.code = "S032",
                             .at = also.condition.span,
                             .title = "This \"and\" belongs to nothing",
                             .label = "the step above counts no events that it could narrow",
                             .help = "Narrow a step that asks to buy, spend or do something"});
  }

  Context& context_;
  ReferralPlan& plan_;
  dsl::Span at_;
  StepPlan* step_ = nullptr;  // that an `and` would narrow
};

}  // namespace

void check_referral(Context& context, const dsl::Declaration& declaration, ReferralPlan& plan) {
  check_said_once(context, declaration);
  plan.steps.reserve(declaration.clauses.size());  // `and` lines add to a step that stays where it is
  ReferralReader reader(context, plan);
  for (const dsl::Clause& clause : declaration.clauses) reader.take(clause);
  plan.conditions = conditions_in(context, declaration);
}

void use_referrals(Context& context) {
  for (const ReferralPlan& referral : context.plan.referrals) context.catalog.use(NameKind::kReferral, referral.name);
}

}  // namespace setia::rules
