#include "rules/lower_ladders.hpp"

#include "rules/lower_conditions.hpp"
#include "rules/lower_life.hpp"
#include "rules/lower_quantities.hpp"
#include "rules/lower_windows.hpp"

namespace setia::rules {

void name_ladders(Lowering& lowering) {
  for (const LadderPlan& from : lowering.plan.ladders) lowering.program.ladders.emplace_back().name = from.name;
}

namespace {

bool adds_up(const Plan& plan, const QuantityPlan& count) {
  if (count.kind != dsl::QuantityKind::kMeasure) return count.window.has_value();
  const MeasureKind kind = plan.measures[count.measure.index].kind;
  return (kind == MeasureKind::kSum || kind == MeasureKind::kCount) && (count.window || plan.measures[count.measure.index].quantity.window);
}

// Something may be taken off a count: what levels cost, or what belongs to the status period before.
engine::MetricId towards(Lowering& lowering, std::size_t ladder, const engine::Reading& counted) {
  engine::Metric metric;
  metric.kind = engine::MetricKind::kTowards;
  metric.ladder = engine::LadderId{ladder};
  metric.counted = lowering.program.metrics[counted.metric.index()].text;
  return lowering.metric(std::move(metric));
}

void add_count(Lowering& lowering, const LadderPlan& from, const QuantityPlan& count, std::size_t index, engine::Ladder& ladder) {
  if (!adds_up(lowering.plan, count)) return ladder.counts.push_back(lower_marked(lowering, count));
  engine::Reading reading = lower_count(lowering, count);
  const bool taken_off = from.starts_from_zero || from.by_status_period;
  if (taken_off) ladder.towards.push_back(towards(lowering, index, reading));
  if (from.by_status_period && !from.starts_from_zero) {
    engine::Reading keeping = reading;
    keeping.towards = ladder.towards.back();
    ladder.kept_by.push_back(slot_of_count(lowering, keeping, count.type));
  }
  reading.window.counts_anew = from.by_status_period;
  if (from.starts_from_zero) reading.towards = ladder.towards.back();
  ladder.counts.push_back(slot_of_count(lowering, reading, count.type));
}

engine::Rung lower_rung(Lowering& lowering, const RungPlan& from) {
  engine::Rung rung{from.name, lowering.symbols.intern(from.name), {}};
  for (const TermsPlan& terms : from.terms)
    rung.terms.push_back({terms.since, terms.ways, terms.stay, terms.keeps ? std::optional(lower_expiry(lowering, *terms.keeps)) : std::nullopt, terms.benefits});
  return rung;
}

}  // namespace

void lower_ladders(Lowering& lowering) {
  for (std::size_t i = 0; i < lowering.plan.ladders.size(); ++i) {
    const LadderPlan& from = lowering.plan.ladders[i];
    engine::Ladder ladder;
    ladder.name = from.name;
    ladder.rank = rank_slot(lowering, LadderRef{i});
    for (const QuantityPlan& count : from.counts) add_count(lowering, from, count, i, ladder);
    for (const RungPlan& rung : from.rungs) ladder.rungs.push_back(lower_rung(lowering, rung));
    ladder.keeps_while_counted = !from.has_keeps && !from.counts.empty();
    ladder.one_step = from.one_step;
    ladder.never_down = from.never_down;
    ladder.starts_from_zero = from.starts_from_zero;
    ladder.shared = from.shared;
    ladder.by_status_period = from.by_status_period;
    ladder.carried = from.carried;
    if (from.up_at) ladder.up_at = lower_window(lowering, *from.up_at);
    if (from.down_at) ladder.down_at = lower_window(lowering, *from.down_at);
    ladder.down_every = from.down_every;
    ladder.grace = from.grace;
    ladder.warn = from.warn;
    ladder.only_when = lower_conditions(lowering, from.conditions);
    ladder.periods = lowering.program.ladders[i].periods;
    lowering.program.ladders[i] = std::move(ladder);
  }
}

}  // namespace setia::rules
