// Rules that wait for marks of what rules give: none that goes on for ever may feed itself [J10].
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/units_given.hpp"

namespace setia::rules {
namespace {

// What a rule waits for: a unit, given by some rules or by any, or a counter; each so much.
struct Watch {
  std::optional<UnitRef> unit;
  std::vector<RuleRef> from;
  std::optional<CounterRef> counter;
  std::int64_t every = 0;
};

std::optional<Watch> watch_of(const Plan& plan, const QuantityReaches& reaches) {
  const QuantityPlan* quantity = &reaches.quantity;
  if (quantity->kind == dsl::QuantityKind::kCounter) return Watch{std::nullopt, {}, quantity->counter, reaches.every};
  if (quantity->kind == dsl::QuantityKind::kMeasure) quantity = &plan.measures[quantity->measure.index].quantity;
  if (quantity->kind != dsl::QuantityKind::kUnitEarned && quantity->kind != dsl::QuantityKind::kUnitHeld) return std::nullopt;
  return Watch{quantity->unit, quantity->from, std::nullopt, reaches.every};
}

// Marks without an end; a rule with one mark pays once in an event, whatever feeds it.
std::vector<Watch> endless(const Plan& plan, const RulePlan& rule) {
  std::vector<Watch> all;
  for (const ConditionPlan& condition : rule.conditions)
    if (const auto* reaches = std::get_if<QuantityReaches>(&condition.kind); reaches != nullptr && reaches->every > 0)
      if (auto watch = watch_of(plan, *reaches)) all.push_back(std::move(*watch));
  return all;
}

bool is_named(const std::vector<RuleRef>& from, std::size_t rule) {
  return from.empty() || std::any_of(from.begin(), from.end(), [&](RuleRef one) { return one.index == rule; });
}

bool feeds(const GivePlan& give, std::size_t rule, const Watch& watch) {
  if (const auto* step = std::get_if<CounterPlanStep>(&give.kind))
    return watch.counter && !step->takes && step->counter.index == watch.counter->index;
  const auto units = units_given(give);
  return watch.unit && is_named(watch.from, rule) && std::find(units.begin(), units.end(), *watch.unit) != units.end();
}

// A flat give below the distance of the marks comes to an end: each mark brings less than the next one needs.
bool dies_out(const GivePlan& give, const Watch& watch) {
  const auto* flat = std::get_if<GiveFlatPlan>(&give.kind);
  return flat != nullptr && flat->amount_micro < watch.every;
}

class Endless {
 public:
  explicit Endless(Context& context) : context_(context), plan_(context.plan) {
    for (const RulePlan& rule : plan_.rules) watches_.push_back(endless(plan_, rule));
  }

  void check() {
    for (std::size_t rule = 0; rule < plan_.rules.size(); ++rule) {
      if (watches_[rule].empty()) continue;
      if (feeds_itself(rule) || is_fed_by_others(rule)) say(plan_.rules[rule]);
    }
  }

 private:
  bool feeds_itself(std::size_t rule) const {
    for (const Watch& watch : watches_[rule])
      for (const GivePlan& give : plan_.rules[rule].gives)
        if (feeds(give, rule, watch) && !dies_out(give, watch)) return true;
    return false;
  }

  bool feeds_other(std::size_t from, std::size_t to) const {
    for (const Watch& watch : watches_[to])
      for (const GivePlan& give : plan_.rules[from].gives)
        if (feeds(give, from, watch)) return true;
    return false;
  }

  // Through at least one other rule without an end.
  bool is_fed_by_others(std::size_t start) const {
    std::vector<bool> reached(plan_.rules.size(), false);
    std::vector<std::size_t> open{start};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (std::size_t next = 0; next < plan_.rules.size(); ++next) {
        if (next == at || watches_[next].empty() || reached[next] || !feeds_other(at, next)) continue;
        if (next == start) return true;
        reached[next] = true;
        open.push_back(next);
      }
    }
    return false;
  }

  void say(const RulePlan& rule) {
    context_.messages.error({.code = "S056",
                             .at = rule.span,
                             .title = in_quotes(rule.name) + " would pay itself for ever",
                             .label = "what it gives crosses the marks that it waits for",
                             .help = "Let it wait for what other rules give:  reaches … from \"…\", or leave out  and every … after"});
  }

  Context& context_;
  const Plan& plan_;
  std::vector<std::vector<Watch>> watches_;
};

}  // namespace

void check_follow_ups(Context& context) { Endless(context).check(); }

}  // namespace setia::rules
