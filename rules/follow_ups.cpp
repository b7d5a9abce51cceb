#include "rules/follow_ups.hpp"

#include <algorithm>

#include "rules/units_given.hpp"

namespace setia::rules {
namespace {

std::optional<Watch> watch_of(const Plan& plan, const QuantityReaches& reaches) {
  const QuantityPlan* quantity = &reaches.quantity;
  if (quantity->kind == dsl::QuantityKind::kCounter) return Watch{std::nullopt, {}, quantity->counter, reaches.every};
  if (quantity->kind == dsl::QuantityKind::kMeasure) quantity = &plan.measures[quantity->measure.index].quantity;
  if (quantity->kind != dsl::QuantityKind::kUnitEarned && quantity->kind != dsl::QuantityKind::kUnitHeld) return std::nullopt;
  return Watch{quantity->unit, quantity->from, std::nullopt, reaches.every};
}

bool is_named(const std::vector<RuleRef>& from, std::size_t rule) {
  return from.empty() || std::any_of(from.begin(), from.end(), [&](RuleRef one) { return one.index == rule; });
}

bool is_started_by(const RulePlan& rule, dsl::TriggerKind trigger) {
  return std::find(rule.triggers.begin(), rule.triggers.end(), trigger) != rule.triggers.end();
}

std::int64_t badges_in(const Plan& plan) {
  return std::count_if(plan.units.begin(), plan.units.end(), [](const UnitPlan& unit) { return unit.kind == engine::UnitKind::kBadge; });
}

// A rule that asks for one level follows that level alone; in one event each level of a ladder is passed once.
std::int64_t most_levels(const Plan& plan, const RulePlan& rule) {
  for (const ConditionPlan& condition : rule.conditions)
    if (std::holds_alternative<LevelPasses>(condition.kind)) return 1;
  std::int64_t levels = 0;
  for (const LadderPlan& ladder : plan.ladders) levels += static_cast<std::int64_t>(ladder.rungs.size());
  return levels;
}

// Of a rule that feeds itself and dies out: the most that can follow one another until too little is left for a further mark.
// Where m marks are crossed at once, what they bring and what was left come to less than (m·give + every) and so to at most the
// marks of the next time; where that no longer falls, each time takes at least every - give off what is left.
std::int64_t times_until_died_out(std::int64_t give_micro, std::int64_t every_micro) {
  using engine::Wide;
  std::int64_t times = 1;
  Wide marks = INT64_MAX / every_micro;
  for (;; ++times) {
    const Wide next = (every_micro - 1 + marks * give_micro) / every_micro;
    if (next >= marks) break;
    marks = next;
  }
  return times + static_cast<std::int64_t>(marks * give_micro / (every_micro - give_micro));
}

class FollowUpCounter {
 public:
  explicit FollowUpCounter(const Plan& plan) : plan_(plan), known_(plan.rules.size(), -1) {
    for (const RulePlan& rule : plan.rules) watches_.push_back(watches_of(plan, rule));
  }

  std::int64_t most() {
    std::int64_t all = 0;
    for (std::size_t rule = 0; rule < plan_.rules.size(); ++rule) all += most_of(rule);
    return all;
  }

 private:
  bool is_endless(std::size_t rule) const {
    return std::any_of(watches_[rule].begin(), watches_[rule].end(), [](const Watch& watch) { return watch.every > 0; });
  }

  // Deep only through rules without an end, which the check knows to go in no circle.
  std::int64_t most_of(std::size_t rule) {
    if (known_[rule] >= 0) return known_[rule];
    const RulePlan& plan = plan_.rules[rule];
    std::int64_t most = watches_[rule].empty() ? 0 : 1;
    if (is_started_by(plan, dsl::TriggerKind::kStatusChange)) most += most_levels(plan_, plan);
    if (is_started_by(plan, dsl::TriggerKind::kBadge)) most += plan.badges.empty() ? badges_in(plan_) : static_cast<std::int64_t>(plan.badges.size());
    if (is_endless(rule)) most = (most + most_fed(rule)) * times_by_itself(rule);
    return known_[rule] = most;
  }

  // Each time that another rule feeds it.
  std::int64_t most_fed(std::size_t rule) {
    std::int64_t most = 0;
    for (std::size_t other = 0; other < plan_.rules.size(); ++other)
      if (other != rule && std::any_of(plan_.rules[other].gives.begin(), plan_.rules[other].gives.end(), [&](const GivePlan& give) { return feeds_endless(give, other, rule); }))
        most += most_of(other);
    return most;
  }

  bool feeds_endless(const GivePlan& give, std::size_t from, std::size_t rule) const {
    return std::any_of(watches_[rule].begin(), watches_[rule].end(), [&](const Watch& watch) { return watch.every > 0 && feeds(give, from, watch); });
  }

  std::int64_t times_by_itself(std::size_t rule) const {
    std::int64_t times = 1;
    for (const Watch& watch : watches_[rule])
      for (const GivePlan& give : plan_.rules[rule].gives)
        if (watch.every > 0 && feeds(give, rule, watch)) times = std::max(times, times_until_died_out(std::get<GiveFlatPlan>(give.kind).amount_micro, watch.every));
    return times;
  }

  const Plan& plan_;
  std::vector<std::vector<Watch>> watches_;
  std::vector<std::int64_t> known_;
};

}  // namespace

std::vector<Watch> watches_of(const Plan& plan, const RulePlan& rule) {
  std::vector<Watch> all;
  for (const ConditionPlan& condition : rule.conditions)
    if (const auto* reaches = std::get_if<QuantityReaches>(&condition.kind))
      if (auto watch = watch_of(plan, *reaches)) all.push_back(std::move(*watch));
  return all;
}

bool feeds(const GivePlan& give, std::size_t rule, const Watch& watch) {
  if (const auto* step = std::get_if<CounterPlanStep>(&give.kind))
    return watch.counter && !step->takes && step->counter.index == watch.counter->index;
  const auto units = units_given(give);
  return watch.unit && is_named(watch.from, rule) && std::find(units.begin(), units.end(), *watch.unit) != units.end();
}

bool dies_out(const GivePlan& give, const Watch& watch) {
  const auto* flat = std::get_if<GiveFlatPlan>(&give.kind);
  return flat != nullptr && flat->amount_micro < watch.every;
}

std::int64_t most_follow_ups(const Plan& plan) { return FollowUpCounter(plan).most(); }

}  // namespace setia::rules
