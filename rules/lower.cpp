// Plan -> engine::Program: names become numbers, sentences become checks and rates. Pure, and blind to the order of files.
#include <algorithm>
#include <tuple>

#include "engine/ensure.hpp"
#include "rules/compile.hpp"
#include "rules/lower_conditions.hpp"
#include "rules/lower_denominators.hpp"
#include "rules/lower_discounts.hpp"
#include "rules/lower_gives.hpp"
#include "rules/lower_ladders.hpp"
#include "rules/lower_life.hpp"
#include "rules/lower_limits.hpp"
#include "rules/lower_pay_with.hpp"
#include "rules/lower_quantities.hpp"
#include "rules/lower_referrals.hpp"
#include "rules/lower_rewards.hpp"
#include "rules/lowering.hpp"
#include "rules/slot_of_measure.hpp"
#include "rules/sort_program.hpp"

namespace setia::rules {
namespace {

constexpr std::string_view kBirthday = "birthday";

void lower_heading(Lowering& lowering) {
  const Plan& plan = lowering.plan;
  engine::Program& program = lowering.program;
  program.name = plan.name;
  program.version = plan.version;
  program.currency = plan.currency;
  program.currency_symbol = lowering.symbols.intern(plan.currency);
  program.currency_decimals = plan.currency_decimals;
  program.zone = plan.zone;
  program.calendar = plan.calendar;
  program.days_are_the_members = plan.days_are_the_members;
  program.runs = plan.runs;
  program.members_join_by_buying = plan.members_join_by_buying;
  program.holds_end_after = plan.holds_end_after;
  program.discounts = plan.discount_rounding;
}

// A field of several activities is one field of each.
struct PlacedField {
  engine::FieldOf field;
  std::string activity;
  std::optional<std::size_t> plan;  // empty: built in
};

std::vector<PlacedField> all_fields(const Lowering& lowering) {
  const Plan& plan = lowering.plan;
  std::vector<PlacedField> placed;
  const bool declares_birthday = std::any_of(plan.fields.begin(), plan.fields.end(), [](const FieldPlan& field) {
    return field.name == kBirthday && field.owner == engine::FieldOwner::kMember;
  });
  if (!declares_birthday) {
    placed.push_back({{std::string{kBirthday}, engine::FieldOwner::kMember, engine::ValueType::kDate, {}, true, 0}, "", std::nullopt});
  }
  for (std::size_t i = 0; i < plan.fields.size(); ++i) {
    const FieldPlan& from = plan.fields[i];
    const bool of_member = from.owner == engine::FieldOwner::kMember;
    const bool is_personal =
        of_member && (from.name == kBirthday || std::find(plan.personal.begin(), plan.personal.end(), from.name) != plan.personal.end());
    const engine::FieldOf field{from.name, from.owner, from.type, {}, is_personal, 0};
    if (from.activities.empty()) placed.push_back({field, "", i});
    for (const std::string& activity : from.activities) placed.push_back({field, activity, i});
  }
  std::sort(placed.begin(), placed.end(), [](const PlacedField& a, const PlacedField& b) {
    return std::tie(a.field.name, a.field.owner, a.activity) < std::tie(b.field.name, b.field.owner, b.activity);
  });
  return placed;
}

void lower_fields(Lowering& lowering) {
  lowering.fields.resize(lowering.plan.fields.size());
  std::vector<PlacedField> placed = all_fields(lowering);
  for (std::size_t i = placed.size(); i-- > 0;) {  // the first of several activities stands for the field
    if (placed[i].plan) lowering.fields[*placed[i].plan] = engine::FieldId{i};
  }
  for (PlacedField& place : placed) {
    place.field.activity = lowering.symbols.intern(place.activity);
    if (place.field.name == kBirthday && place.field.owner == engine::FieldOwner::kMember)
      lowering.program.birthday = engine::FieldId{lowering.program.fields.size()};
    lowering.program.fields.push_back(std::move(place.field));
  }
  if (lowering.plan.cycle_field) lowering.program.cycle_field = lowering.fields[lowering.plan.cycle_field->index];
}

engine::Happening opener(dsl::HappeningKind kind) {
  switch (kind) {
    case dsl::HappeningKind::kPurchase: return engine::Happening::kPurchase;
    case dsl::HappeningKind::kEarning: return engine::Happening::kEarning;
    case dsl::HappeningKind::kRedemption: return engine::Happening::kRedemption;
    case dsl::HappeningKind::kActivity: return engine::Happening::kActivity;
    case dsl::HappeningKind::kStatusChange: return engine::Happening::kStatusChange;
  }
  ENSURE(false);
}

void lower_own_periods(Lowering& lowering) {
  for (std::size_t i = 0; i < lowering.plan.periods.size(); ++i) lowering.program.periods.push_back(lower_period(lowering, PeriodRef{i}));
  for (std::size_t i = 0; i < lowering.plan.periods.size(); ++i) {
    const PeriodPlan& from = lowering.plan.periods[i];
    if (!from.lasts) continue;
    engine::OwnPeriod period;
    period.name = from.name;
    period.window = lower_own_period(lowering, PeriodRef{i});
    if (from.opened_by) period.opened_by = opener(*from.opened_by);
    period.activities = lowering.symbols_of(from.activities);
    lowering.program.own_periods.push_back(std::move(period));
  }
}

void lower_counters(Lowering& lowering) {
  for (const CounterPlan& from : lowering.plan.counters) {
    engine::Counter counter;
    counter.name = from.name;
    counter.type = from.type == QuantityType::kMoney ? engine::ValueType::kMoney : engine::ValueType::kNumber;
    counter.of_unit = from.type == QuantityType::kUnits;
    counter.unit = engine::UnitId{from.unit.index};
    counter.starts_again = from.starts_again;
    if (from.period) counter.own = lower_period(lowering, *from.period);
    if (from.status_of) counter.own = status_period(lowering, *from.status_of);
    counter.never_below_zero = from.never_below_zero;
    lowering.program.counters.push_back(std::move(counter));
  }
}

// What conditions and quantities name.
void lower_names(Lowering& lowering) {
  lower_fields(lowering);
  lower_own_periods(lowering);
  name_ladders(lowering);
  lower_counters(lowering);
  for (const StatusEndPlan& end : lowering.plan.status_ends) lowering.program.periods.push_back(status_period(lowering, end.ladder));
  for (const UnitPlan& from : lowering.plan.units) lowering.program.units.push_back(lower_unit(lowering.plan, from));
}

void lower_lives(Lowering& lowering) {
  for (std::size_t i = 0; i < lowering.plan.units.size(); ++i) {
    lowering.program.units[i].life = lower_life(lowering, lowering.plan.units[i].life);
  }
}

void lower_stacks(Lowering& lowering) {
  for (const StackPlan& from : lowering.plan.stacks) {
    engine::Stack stack;
    stack.name = from.name;
    stack.keep = static_cast<engine::KeepKind>(from.keep);
    stack.apart = static_cast<engine::Apart>(from.apart);
    for (const RuleRef rule : from.order) stack.order.push_back(engine::RuleId{rule.index});
    stack.cut_goes_to_next = from.cut_goes_to_next;
    lowering.program.stacks.push_back(std::move(stack));
  }
}

engine::EventKind trigger_event(dsl::TriggerKind trigger) {
  switch (trigger) {
    case dsl::TriggerKind::kPurchase: return engine::EventKind::kPurchase;
    case dsl::TriggerKind::kReturn: return engine::EventKind::kReturn;
    case dsl::TriggerKind::kActivity: return engine::EventKind::kActivity;
    case dsl::TriggerKind::kJoining: return engine::EventKind::kJoin;
    case dsl::TriggerKind::kLeaving: return engine::EventKind::kLeave;
    case dsl::TriggerKind::kRedemption: return engine::EventKind::kRedeem;
    case dsl::TriggerKind::kExchange: return engine::EventKind::kExchange;
    case dsl::TriggerKind::kStatusChange: return engine::EventKind::kStatus;
    case dsl::TriggerKind::kBadge: return engine::EventKind::kBadge;
    case dsl::TriggerKind::kReferral: return engine::EventKind::kReferral;
    default: ENSURE(false); return engine::EventKind::kPurchase;  // check answers the others with "not yet"
  }
}

std::uint32_t trigger_bits(const std::vector<dsl::TriggerKind>& triggers) {
  std::uint32_t bits = 0;
  for (const dsl::TriggerKind trigger : triggers) {
    if (trigger != dsl::TriggerKind::kBirthday && trigger != dsl::TriggerKind::kJoiningAnniversary) bits |= 1U << (static_cast<unsigned>(trigger_event(trigger)) - 1U);
  }
  return bits;
}

std::vector<engine::Feast> feasts_of(const std::vector<dsl::TriggerKind>& triggers) {
  std::vector<engine::Feast> feasts;
  for (const dsl::TriggerKind trigger : triggers) {
    if (trigger == dsl::TriggerKind::kBirthday) feasts.push_back(engine::Feast::kBirthday);
    if (trigger == dsl::TriggerKind::kJoiningAnniversary) feasts.push_back(engine::Feast::kJoiningAnniversary);
  }
  return feasts;
}

// What closes closes with the last minutes of the period's stretches, or with the rule's own.
engine::Schedule lower_schedule(Lowering& lowering, const SchedulePlan& from, engine::CivilTime end) {
  engine::Schedule schedule = from.schedule;
  if (from.campaign) schedule.last.push_back(end);
  if (from.status_of) {
    schedule.kind = engine::ScheduleKind::kAtEndOfOwn;
    schedule.own = status_period(lowering, *from.status_of);
  }
  if (!from.period) return schedule;
  if (lowering.plan.periods[from.period->index].lasts) {
    schedule.kind = engine::ScheduleKind::kAtEndOfOwn;
    schedule.own = lower_own_period(lowering, *from.period);
    return schedule;
  }
  for (const auto& [first, last] : lowering.plan.periods[from.period->index].stretches) schedule.last.push_back(last);
  std::sort(schedule.last.begin(), schedule.last.end());
  return schedule;
}

engine::Rule lower_rule(Lowering& lowering, const RulePlan& from) {
  engine::Rule rule;
  rule.name = from.name;
  rule.triggers = trigger_bits(from.triggers);
  rule.feasts = feasts_of(from.triggers);
  rule.activities = lowering.symbols_of(from.activities);
  rule.from = std::max(from.from, engine::CivilTime{lowering.plan.runs.first, 0});       // nothing is given outside
  rule.until = std::min(from.until, engine::CivilTime{lowering.plan.runs.last, 1439});   // the program's run
  for (const SchedulePlan& schedule : from.schedules) rule.schedules.push_back(lower_schedule(lowering, schedule, rule.until));
  rule.final = from.final;
  for (const UnitRef badge : from.badges) rule.badges.push_back(engine::UnitId{badge.index});
  for (const UnitRef voucher : from.rewards) rule.rewards.push_back(engine::UnitId{voucher.index});
  for (const ReferralRef referral : from.referrals) rule.referrals.push_back(engine::ReferralId{referral.index});
  rule.opt_in = from.opt_in;
  rule.checks = lower_conditions(lowering, from.conditions);
  if (from.uses) {
    rule.checks.push_back(uses_check(lowering, *from.uses));
    rule.checks.back().clause = static_cast<std::uint16_t>(from.conditions.size());  // no line says it
  }
  lower_gives(lowering, from, rule);
  for (const DiscountPlan& discount : from.discounts) rule.discounts.push_back(lower_discount(lowering, discount));
  if (from.stack) rule.stack = engine::StackId{from.stack->index};
  rule.stages = from.stages;
  if (from.life.stated) rule.life = lower_life(lowering, from.life);
  rule.all_or_nothing = from.all_or_nothing;
  rule.returns_take_nothing = from.returns_take_nothing;
  rule.at_status_reached = from.at_status_reached;
  rule.paid_by = from.paid_by;
  for (const UnitRef unit : from.paid_with_earns) rule.paid_with_earns.push_back(engine::UnitId{unit.index});
  return rule;
}

}  // namespace

engine::Program lower(const Plan& plan, engine::Symbols& symbols) {
  Lowering lowering(plan, symbols);
  lower_names(lowering);
  lower_heading(lowering);
  lower_stacks(lowering);
  lower_lives(lowering);
  for (std::size_t i = 0; i < plan.measures.size(); ++i) lower_measure(lowering, MeasureRef{i});  // tests read those that no rule does
  lower_ladders(lowering);
  for (const RulePlan& rule : plan.rules) lowering.program.rules.push_back(lower_rule(lowering, rule));
  lower_pay_with(lowering);
  lower_rewards(lowering);
  lower_referrals(lowering);
  lower_limits(lowering);
  lower_denominators(lowering.program);
  sort_program(lowering.program);
  lowering.program.household.shares_levels =
      std::any_of(plan.ladders.begin(), plan.ladders.end(), [](const LadderPlan& ladder) { return ladder.shared; });
  lowering.program.meets_referrers = meets_referrers(lowering.program);
  return std::move(lowering.program);
}

engine::SlotId slot_of_measure(const Plan& plan, engine::Symbols& symbols, const engine::Program& program, MeasureRef measure) {
  Lowering lowering(plan, symbols);
  lower_names(lowering);
  const engine::SlotId slot = lower_measure(lowering, measure);
  const std::string& text = lowering.program.slots[slot.index()].text;
  const auto found = std::lower_bound(program.slots.begin(), program.slots.end(), text,
                                      [](const engine::Slot& known, const std::string& wanted) { return known.text < wanted; });
  ENSURE(found != program.slots.end() && found->text == text);
  return engine::SlotId{static_cast<std::size_t>(found - program.slots.begin())};
}

}  // namespace setia::rules
