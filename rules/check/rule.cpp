// A rule: what starts it, what must hold, what it does, and how often at most.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"
#include "rules/units_given.hpp"

namespace setia::rules {
namespace {

bool is_answered(const dsl::Trigger& trigger) {
  switch (trigger.kind) {
    case dsl::TriggerKind::kRedemption:
    case dsl::TriggerKind::kPurchase:
    case dsl::TriggerKind::kReturn:
    case dsl::TriggerKind::kActivity:
    case dsl::TriggerKind::kJoining:
    case dsl::TriggerKind::kLeaving:
    case dsl::TriggerKind::kStatusChange:
    case dsl::TriggerKind::kBadge:
    case dsl::TriggerKind::kReferral:
    case dsl::TriggerKind::kBirthday:
    case dsl::TriggerKind::kJoiningAnniversary: return true;
    default: return false;
  }
}

class RuleReader {
 public:
  RuleReader(Context& context, RulePlan& plan) : context_(context), plan_(plan) {}

  void take(const dsl::Clause& clause) {
    if (take_life(context_, plan_.life, clause) || take_run(context_, clause, plan_.from, plan_.until)) return;
    at_ = clause.span;
    std::visit(*this, clause.kind);
  }
  bool starts() const { return starts_; }

  void operator()(const dsl::PaidBy& paid) {
    const auto share = share_micro(context_, paid.share);
    if (!share) return;
    std::int64_t all = *share;
    for (const engine::PartnerShare& other : plan_.paid_by) all += other.share_micro;
    const bool twice = std::any_of(plan_.paid_by.begin(), plan_.paid_by.end(), [&](const engine::PartnerShare& other) { return other.partner == paid.partner.text; });
    if (*share > 0 && all <= kMicro && !twice) return plan_.paid_by.push_back({paid.partner.text, *share});
    context_.messages.error({.code = "S078",
                             .at = at_,
                             .title = twice ? "This partner is named twice" : "Partners bear some of the cost, together at most 100%",
                             .label = twice ? "named again here" : "this share is impossible",
                             .help = twice ? "Write one line for each partner" : "What no partner bears is ours"});
  }
  void operator()(const dsl::On& on) {
    starts_ = true;
    for (const dsl::Trigger& trigger : on.triggers) {
      if (!is_answered(trigger)) {
        not_yet(context_, Later::kTrigger, trigger.span);
        continue;
      }
      plan_.triggers.push_back(trigger.kind);
      if (trigger.kind == dsl::TriggerKind::kBadge) {
        for (const dsl::Name& name : trigger.names)
          if (const auto badge = find_badge(context_, name)) plan_.badges.push_back(*badge);
        continue;
      }
      if (trigger.kind == dsl::TriggerKind::kRedemption) {
        for (const dsl::Name& name : trigger.names)
          if (const auto voucher = find_voucher(context_, name)) plan_.rewards.push_back(*voucher);
        continue;
      }
      if (trigger.kind == dsl::TriggerKind::kReferral) {
        take_referrals(trigger.names);
        continue;
      }
      if (trigger.kind == dsl::TriggerKind::kBirthday) use_birthday(context_);
      const std::vector<std::string> activities = texts_of(trigger.names);
      plan_.activities.insert(plan_.activities.end(), activities.begin(), activities.end());
    }
  }
  void operator()(const dsl::By& by) {
    starts_ = true;
    if (const auto schedule = schedule_of(context_, by.schedule)) plan_.schedules.push_back(*schedule);
  }
  void operator()(const dsl::Final&) const { plan_.final = true; }
  void operator()(const dsl::MembersJoin& join) const {
    plan_.opt_in.emplace();
    plan_.opt_in->from_start = join.from_the_start;
    if (join.before) plan_.opt_in->before = length_of(*join.before);
    if (join.before && join.before->unit == dsl::LengthUnit::kCycles) has_cycles(context_, join.before->span);
    if (join.until) plan_.opt_in->until = day_of(*join.until);
  }
  void operator()(const dsl::EarnAtStatusReached&) const { plan_.at_status_reached = true; }
  void operator()(const dsl::AtMost& most) const {
    if (auto cap = cap_of(context_, most.cap)) {
      cap->span = at_;
      cap->text = context_.written(at_);
      plan_.caps.push_back(std::move(*cap));
    }
  }
  void operator()(const dsl::AllOrNothing&) const { plan_.all_or_nothing = true; }
  void operator()(const dsl::WithoutLimit&) const { plan_.without_limit = true; }
  void operator()(const dsl::ReturnsTakeNothingBack&) const { plan_.returns_take_nothing = true; }
  void operator()(const dsl::InLimit& in) const {
    if (const auto limit = find<LimitRef>(context_, NameKind::kLimit, in.limit)) plan_.limits.push_back(*limit);
  }
  void operator()(const dsl::InStack& in) const { plan_.stack = find<StackRef>(context_, NameKind::kStack, in.stack); }
  void operator()(const dsl::PaidWithEarnsToo& paid) const {
    if (const auto unit = paid_with_of(context_, paid)) plan_.paid_with_earns.push_back(*unit);
  }
  template <typename Other>
  void operator()(const Other&) const {}

 private:
  // Without a name all referrals start it, and it uses them all.
  void take_referrals(const dsl::Names& names) const {
    if (names.empty() && context_.plan.referrals.empty() && !context_.catalog.has_unread())
      context_.messages.error({.code = "S020",
                               .at = at_,
                               .title = "There is no referral that could start this rule",
                               .label = "this program declares none",
                               .help = "Declare one, for example:\n  referral \"Bring a friend\"\n    friend must buy within 30 days of joining"});
    if (names.empty()) use_referrals(context_);
    for (const dsl::Name& name : names)
      if (const auto referral = find<ReferralRef>(context_, NameKind::kReferral, name)) plan_.referrals.push_back(*referral);
  }

  Context& context_;
  RulePlan& plan_;
  dsl::Span at_;
  bool starts_ = false;
};

void check_campaign_ends(Context& context, const RulePlan& plan) {
  if (std::min(plan.until.day, context.plan.runs.last) != engine::kNever) return;
  for (const SchedulePlan& schedule : plan.schedules) {
    if (!schedule.campaign) continue;
    context.messages.error({.code = "S061",
                            .at = schedule.span,
                            .title = "This campaign never ends",
                            .label = "no line says until when it runs",
                            .help = "Add a line such as  from 2027-01-04 until 2027-01-31"});
  }
}

void take_gives(Context& context, const dsl::Declaration& declaration, RulePlan& plan, bool& does) {
  for (std::size_t i = 0; i < declaration.clauses.size(); ++i) {
    const dsl::Clause& clause = declaration.clauses[i];
    if (is_discount(clause)) {
      does = true;
      if (auto discount = discount_of(context, clause, table_below(declaration, i))) plan.discounts.push_back(std::move(*discount));
    }
    if (!is_give(clause)) continue;
    does = true;
    if (auto give = give_of(context, clause, table_below(declaration, i))) plan.gives.push_back(std::move(*give));
  }
}

// Stages of a rule's own are stages of what it gives: points and money have different steps.
void take_rounding(Context& context, const dsl::Declaration& declaration, RulePlan& plan) {
  std::optional<UnitRef> unit;
  bool both = false;
  for (const GivePlan& give : plan.gives)
    for (const UnitRef given : units_given(give)) {
      both = both || (unit && is_wallet(context, *unit) != is_wallet(context, given));
      unit = given;
    }
  for (const dsl::Clause& clause : declaration.clauses) {
    if (!std::holds_alternative<dsl::Round>(clause.kind)) continue;
    add_rounding(context, plan.stages, clause, unit);
    if (!both || std::get<dsl::Round>(clause.kind).spend) continue;
    context.messages.error({.code = "S021",
                            .at = clause.span,
                            .title = "This rule gives points and money, which are rounded apart",
                            .label = "I cannot tell which of them this is about",
                            .help = "Say it below the points and below the wallet, or make two rules of this one"});
  }
}

// A till asks before a purchase, and before nothing else.
void check_discounts(Context& context, RulePlan& plan) {
  order_discounts(plan);
  for (const ConditionPlan& condition : plan.conditions) {
    const auto* reaches = std::get_if<QuantityReaches>(&condition.kind);
    const bool earned = reaches != nullptr && (reaches->quantity.type == QuantityType::kUnits || reaches->quantity.kind == dsl::QuantityKind::kCounter);
    if (plan.discounts.empty() || !earned) continue;
    context.messages.error({.code = "S082",
                            .at = condition.span,
                            .title = "A discount is worked out before anything is earned",
                            .label = "this is known only after the purchase",
                            .help = "Ask what is held already, as in  " + reaches->quantity.text + " is at least …"});
  }
  const bool by_purchase = std::find(plan.triggers.begin(), plan.triggers.end(), dsl::TriggerKind::kPurchase) != plan.triggers.end();
  if (plan.discounts.empty() || by_purchase || (plan.triggers.empty() && plan.schedules.empty())) return;
  context.messages.error({.code = "S080",
                          .at = plan.discounts.front().span,
                          .title = "Only a purchase can be discounted",
                          .label = "this rule is started by something else",
                          .help = "Start it  on purchase ; or give something instead, as in  give 10 points"});
}

// A rung is passed in a change of level, and in nothing else.
void check_level_changes(Context& context, const RulePlan& plan) {
  const auto& triggers = plan.triggers;
  if (std::find(triggers.begin(), triggers.end(), dsl::TriggerKind::kStatusChange) != triggers.end()) return;
  for (const ConditionPlan& condition : plan.conditions) {
    if (!std::holds_alternative<LevelPasses>(condition.kind)) continue;
    context.messages.error({.code = "S067",
                            .at = condition.span,
                            .title = "Only a change of level can be asked for this",
                            .label = "this rule is started by something else",
                            .help = "Start it  on status change ; or ask which level is held, as in  status is gold or higher"});
  }
}

// Nobody settles what is no whole millionth, and a discount is nothing that the ledger holds.
void check_partners(Context& context, RulePlan& plan) {
  std::sort(plan.paid_by.begin(), plan.paid_by.end(), [](const auto& a, const auto& b) { return a.partner < b.partner; });
  if (plan.paid_by.empty()) return;
  if (!plan.discounts.empty()) return not_yet(context, Later::kPaidDiscount, plan.span);
  for (const GivePlan& give : plan.gives)
    for (const UnitRef unit : units_given(give)) {
      const auto& stages = plan.stages.empty() ? context.plan.units[unit.index].stages : plan.stages;
      const std::int64_t step = stages.empty() ? kMicro : stages.back().step;
      for (const engine::PartnerShare& share : plan.paid_by) {
        if (engine::Wide{step} * share.share_micro % kMicro == 0) continue;
        return context.messages.error({.code = "S078",
                                       .at = plan.span,
                                       .title = "The share of " + in_quotes(share.partner) + " is too fine to be counted exactly",
                                       .label = "of the smallest amount that this rule gives, it is no whole millionth",
                                       .help = "Use a rounder percentage, or round to larger steps"});
      }
    }
}

void take_expiry_conditions(Context& context, const dsl::Declaration& declaration, LifePlan& life) {
  bool of_expiry = false;
  for (const dsl::Clause& clause : declaration.clauses) {
    const auto* also = std::get_if<dsl::And>(&clause.kind);
    if (also == nullptr) of_expiry = std::holds_alternative<dsl::NeverExpire>(clause.kind);
    if (also != nullptr && of_expiry)
      if (auto condition = condition_of(context, also->condition)) life.never_while.push_back(std::move(*condition));
  }
}

// A line that gives of what the program has.
std::string give_in_words(const Plan& plan) {
  const auto of_kind = [&](engine::UnitKind kind) { return std::find_if(plan.units.begin(), plan.units.end(), [&](const UnitPlan& unit) { return unit.kind == kind; }); };
  const auto points = of_kind(engine::UnitKind::kPoints), wallet = of_kind(engine::UnitKind::kWallet);
  if (points == plan.units.end() && wallet != plan.units.end()) return "give 2% of spend as " + wallet->name;
  return "give 10 " + (points == plan.units.end() ? std::string("points") : points->name);
}

}  // namespace

void check_rule(Context& context, const dsl::Declaration& declaration, RulePlan& plan) {
  check_said_once(context, declaration);
  RuleReader reader(context, plan);
  bool does = false;
  plan.lines.push_back(context.written(declaration.span));
  for (const dsl::Clause& clause : declaration.clauses) {
    reader.take(clause);
    plan.lines.push_back(context.written(clause.span));
  }
  plan.conditions = conditions_in(context, declaration);
  take_expiry_conditions(context, declaration, plan.life);
  take_gives(context, declaration, plan, does);
  take_rounding(context, declaration, plan);
  check_discounts(context, plan);
  check_stray_rows(context, declaration);
  check_level_changes(context, plan);
  check_partners(context, plan);
  if (plan.at_status_reached && context.plan.ladders.empty())
    say_missing(context, declaration, "There is no ladder whose level could be reached", "Declare one with  tiers …  or leave  earn at the status reached  out");
  if (declaration.whole) check_campaign_ends(context, plan);
  check_clock_rule(context, plan);
  if (!reader.starts() && declaration.whole)
    context.messages.error({.code = "S041",
                            .at = declaration.span,
                            .title = "Nothing starts this rule",
                            .label = "no line says when it runs",
                            .help = "Add a line such as  on purchase"});
  if (!does && declaration.whole)
    context.messages.error(
        {.code = "S042",
         .at = declaration.span,
         .title = "This rule does nothing",
         .label = "no line gives, multiplies, discounts or says anything",
         .help = "Add a line such as  " + give_in_words(context.plan)});
  if (plan.all_or_nothing && plan.caps.empty() && plan.limits.empty() && declaration.whole)
    context.messages.error({.code = "S048",
                            .at = declaration.span,
                            .title = "\"all or nothing\" needs a limit",
                            .label = "nothing here can be cut",
                            .help = "Add a line  at most …  or leave  all or nothing  out"});
}

}  // namespace setia::rules
