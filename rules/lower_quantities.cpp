// Quantities. What is of this event becomes a slot of the body; what looks back becomes a metric, read over a window.
#include "rules/lower_quantities.hpp"

#include <algorithm>

#include <utility>

#include "engine/ensure.hpp"
#include "engine/windows.hpp"
#include "rules/lower_conditions.hpp"
#include "rules/lower_filters.hpp"
#include "rules/lower_periods.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using dsl::QuantityKind;
using engine::MetricKind;
using engine::SlotKind;
using engine::ValueType;

ValueType type_of(QuantityType type) {
  switch (type) {
    case QuantityType::kMoney: return ValueType::kMoney;
    case QuantityType::kUnits: case QuantityType::kNumber: return ValueType::kNumber;
    case QuantityType::kCount: return ValueType::kCount;
    case QuantityType::kDate: return ValueType::kDate;
    case QuantityType::kText: return ValueType::kText;
    case QuantityType::kYesNo: return ValueType::kYesNo;
  }
  return ValueType::kNumber;
}

// --- metrics --------------------------------------------------------------------------------------------------------

// The happening of the metric that counts `what` gathers: its kind.
MetricKind metric_kind(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::kSpend: return MetricKind::kSpend;
    case QuantityKind::kItems: return MetricKind::kItems;
    case QuantityKind::kPurchases: return MetricKind::kPurchases;
    case QuantityKind::kActivity: return MetricKind::kActivities;
    case QuantityKind::kActivityField: return MetricKind::kActivityField;
    case QuantityKind::kDifferent: return MetricKind::kDifferent;
    case QuantityKind::kUnitEarned: return MetricKind::kUnitEarned;
    case QuantityKind::kUnitSpent: return MetricKind::kUnitSpent;
    case QuantityKind::kUnitReceived: return MetricKind::kUnitReceived;
    case QuantityKind::kUnitExpiring: return MetricKind::kUnitExpiring;
    case QuantityKind::kDiscountFrom: return MetricKind::kDiscount;
    case QuantityKind::kFriends: return MetricKind::kFriends;
    default: ENSURE(false); return MetricKind::kEvents;
  }
}

bool of_unit(MetricKind kind) {
  return kind == MetricKind::kUnitEarned || kind == MetricKind::kUnitSpent || kind == MetricKind::kUnitReceived ||
         kind == MetricKind::kUnitExpiring;
}

engine::TextSource text_source(const Lowering& lowering, const AnyField& field) {
  if (is_line_field(lowering.plan, field)) return engine::TextSource::kLines;
  const BuiltIn* const built_in = std::get_if<BuiltIn>(&field);
  if (built_in == nullptr) return engine::TextSource::kField;
  switch (*built_in) {
    case BuiltIn::kChannel: return engine::TextSource::kChannel;
    case BuiltIn::kCurrency: return engine::TextSource::kCurrency;
    case BuiltIn::kPaymentMethod: return engine::TextSource::kPaymentMethod;
    case BuiltIn::kPaymentCard: return engine::TextSource::kPaymentCard;
    case BuiltIn::kCode: return engine::TextSource::kCode;
    default: return engine::TextSource::kStore;
  }
}

void name_different(Lowering& lowering, const AnyField& field, engine::Metric& metric) {
  metric.texts = text_source(lowering, field);
  if (metric.texts == engine::TextSource::kLines) metric.different = line_field_of(field);
  if (const FieldRef* const declared = std::get_if<FieldRef>(&field)) metric.different_field = lowering.fields[declared->index];
}

engine::Metric metric_of(Lowering& lowering, const QuantityPlan& quantity, const std::vector<ConditionPlan>& conditions) {
  const ReadOf counted(lowering, dsl::Owner::kMember);  // whoever reads it, it is gathered for each by themselves
  engine::Metric metric;
  metric.kind = metric_kind(quantity.kind);
  metric.filter = lower_lines(lowering, quantity.lines);
  metric.tenders = lower_tenders(lowering, quantity);
  metric.without_tax = quantity.without_tax;
  metric.at_least_minor = quantity.at_least_minor.value_or(0);
  metric.activities = lowering.symbols_of(quantity.activities);
  if (metric.kind == MetricKind::kActivityField) metric.field = lowering.fields[std::get<FieldRef>(quantity.field).index];
  if (metric.kind == MetricKind::kDifferent) name_different(lowering, quantity.field, metric);
  if (of_unit(metric.kind)) metric.unit = engine::UnitId{quantity.unit.index};
  for (const RuleRef rule : quantity.from) metric.from.push_back(engine::RuleId{rule.index});
  metric.checks = lower_conditions(lowering, conditions);
  if (quantity.window) add_times_of_period(lowering, *quantity.window, metric.checks);
  return metric;
}

// A metric that is read over a window of hours is kept by instants.
engine::Reading reading_of(Lowering& lowering, engine::Metric metric, const std::optional<WindowPlan>& window) {
  engine::Reading reading;
  if (window) reading.window = lower_window(lowering, *window);
  metric.by_instant = engine::is_by_hours(reading.window);
  reading.metric = lowering.metric(std::move(metric));
  return reading;
}

bool counts_days(const QuantityPlan& quantity) {
  const BuiltIn* const field = std::get_if<BuiltIn>(&quantity.field);
  return quantity.kind == QuantityKind::kDifferent && field != nullptr && *field == BuiltIn::kDay;
}

// Days are no texts: those with a purchase, or with such a piece, are periods in which that was met.
engine::Reading counted(Lowering& lowering, const QuantityPlan& quantity, const std::vector<ConditionPlan>& conditions, const std::optional<WindowPlan>& window) {
  if (!counts_days(quantity)) return reading_of(lowering, metric_of(lowering, quantity, conditions), window);
  QuantityPlan met = quantity;
  met.kind = quantity.lines.on || quantity.lines.except ? QuantityKind::kItems : QuantityKind::kPurchases;
  WindowPlan today;  // of the event alone
  today.kind = dsl::WindowKind::kThis;
  engine::Reading reading = reading_of(lowering, metric_of(lowering, met, conditions), window.value_or(today));
  reading.statistic = engine::Statistic::kPeriodsMet;
  reading.grouping = engine::Grouping::kDay;
  reading.met_at_least = 1;
  return reading;
}

engine::SlotId read_slot(Lowering& lowering, engine::Reading reading, ValueType type) {
  engine::Slot slot;
  slot.kind = SlotKind::kReading;
  slot.type = type;
  slot.from_body = false;
  slot.reading = lowering.reading(std::move(reading));
  return lowering.slot(std::move(slot));
}

engine::SlotId read_metric(Lowering& lowering, const QuantityPlan& quantity) {
  return read_slot(lowering, counted(lowering, quantity, {}, quantity.window), type_of(quantity.type));
}

// --- measures -------------------------------------------------------------------------------------------------------

engine::Grouping grouping_of(dsl::Grouping grouping) {
  switch (grouping) {
    case dsl::Grouping::kByField: return engine::Grouping::kField;
    case dsl::Grouping::kPerDay: return engine::Grouping::kDay;
    case dsl::Grouping::kPerWeek: return engine::Grouping::kWeek;
    case dsl::Grouping::kPerMonth: return engine::Grouping::kMonth;
    case dsl::Grouping::kPerCycle: return engine::Grouping::kCycle;
  }
  return engine::Grouping::kNone;
}

engine::Grouping grouping_of(dsl::OneOfThem together) {
  switch (together) {
    case dsl::OneOfThem::kDay: return engine::Grouping::kDay;
    case dsl::OneOfThem::kWeekend: return engine::Grouping::kWeekend;
    case dsl::OneOfThem::kWeek: return engine::Grouping::kWeek;
    case dsl::OneOfThem::kReceipt: break;  // a condition of the receipts that count
  }
  return engine::Grouping::kNone;
}

engine::Statistic statistic_of(dsl::Statistic statistic) {
  switch (statistic) {
    case dsl::Statistic::kLargest: return engine::Statistic::kLargest;
    case dsl::Statistic::kSmallest: return engine::Statistic::kSmallest;
    case dsl::Statistic::kAverage: return engine::Statistic::kAverage;
  }
  return engine::Statistic::kSum;
}

engine::Grouping period_of(dsl::Period period) {
  switch (period) {
    case dsl::Period::kDays: return engine::Grouping::kDay;
    case dsl::Period::kWeeks: return engine::Grouping::kWeek;
    case dsl::Period::kMonths: return engine::Grouping::kMonth;
  }
  return engine::Grouping::kDay;
}

engine::SlotId sum_slot(Lowering& lowering, const MeasurePlan& measure) {
  return read_slot(lowering, counted(lowering, measure.quantity, measure.conditions, measure.quantity.window), type_of(measure.type));
}

engine::SlotId periods_slot(Lowering& lowering, const MeasurePlan& measure) {
  engine::Metric metric = metric_of(lowering, measure.met, measure.conditions);
  add_times_of_period(lowering, measure.window, metric.checks);
  engine::Reading reading = reading_of(lowering, std::move(metric), measure.window);
  reading.statistic = engine::Statistic::kPeriodsMet;
  reading.grouping = period_of(measure.periods.period);
  reading.met_at_least = measure.met_at_least;
  return read_slot(lowering, std::move(reading), ValueType::kCount);
}

// What a measure that is more than a sum comes to in each group of the one that is built on it.
void look_within(const MeasurePlan& inner, engine::Reading& reading) {
  const bool periods = inner.kind == MeasureKind::kPeriods;
  reading.within = periods ? engine::Statistic::kPeriodsMet : statistic_of(inner.statistic);
  reading.within_grouping = periods ? period_of(inner.periods.period) : grouping_of(inner.grouping);
  reading.within_met = periods ? inner.met_at_least : 0;
}

// An average is exact: what its groups come to, by their number.
engine::SlotId quotient(Lowering& lowering, engine::Reading reading, ValueType type) {
  engine::Slot slot;
  slot.kind = SlotKind::kQuotient;
  slot.type = type;
  reading.statistic = engine::Statistic::kTotal;
  slot.left = read_slot(lowering, reading, type);
  reading.statistic = engine::Statistic::kGroups;
  slot.right = read_slot(lowering, std::move(reading), ValueType::kCount);
  return lowering.slot(std::move(slot));
}

engine::SlotId statistic_slot(Lowering& lowering, const MeasurePlan& measure, Averages averages) {
  const MeasurePlan* const inner = measure.of ? &lowering.plan.measures[measure.of->index] : nullptr;
  engine::Metric metric = metric_of(lowering, measure.quantity, measure.conditions);
  if (!measure.quantity.window) add_times_of_period(lowering, measure.window, metric.checks);
  const BuiltIn* const built_in = std::get_if<BuiltIn>(&measure.group_field);
  const bool by_day = measure.grouping == dsl::Grouping::kByField && built_in != nullptr && *built_in == BuiltIn::kDay;
  const engine::Grouping grouping = by_day ? engine::Grouping::kDay : grouping_of(measure.grouping);
  if (grouping == engine::Grouping::kField || (inner != nullptr && grouping_of(inner->grouping) == engine::Grouping::kField && inner->kind == MeasureKind::kStatistic)) {
    metric.grouped = true;
    name_different(lowering, grouping == engine::Grouping::kField ? measure.group_field : inner->group_field, metric);
  }
  engine::Reading reading = reading_of(lowering, std::move(metric), measure.window);
  reading.grouping = grouping;
  reading.statistic = statistic_of(measure.statistic);
  if (inner != nullptr) look_within(*inner, reading);
  const bool counted = measure.quantity.type == QuantityType::kCount || (inner != nullptr && inner->kind == MeasureKind::kPeriods);
  if (reading.statistic == engine::Statistic::kAverage && counted) reading.scale = kMicro;
  if (reading.statistic == engine::Statistic::kAverage && averages == Averages::kExact) return quotient(lowering, std::move(reading), type_of(measure.type));
  return read_slot(lowering, std::move(reading), type_of(measure.type));
}

engine::SlotId days_since_slot(Lowering& lowering, const MeasurePlan& measure) {
  return elapsed_slot(lowering, measure.since, measure.activities, engine::LengthUnit::kDays, Elapsed::kWhole);
}

// --- what this event or the member says -----------------------------------------------------------------------------

engine::SlotId body_slot(Lowering& lowering, const QuantityPlan& quantity, SlotKind kind) {
  engine::Slot slot;
  slot.kind = kind;
  slot.type = type_of(quantity.type);
  slot.filter = lower_lines(lowering, quantity.lines);
  slot.tenders = lower_tenders(lowering, quantity);
  slot.before_discounts = quantity.before_discounts;
  slot.without_tax = quantity.without_tax;
  if (kind == SlotKind::kDifferent) {
    slot.texts = text_source(lowering, quantity.field);
    if (slot.texts == engine::TextSource::kLines) slot.different = line_field_of(quantity.field);
    if (const FieldRef* const declared = std::get_if<FieldRef>(&quantity.field)) slot.field = lowering.fields[declared->index];
  }
  return lowering.slot(std::move(slot));
}

engine::Slot state_slot(SlotKind kind, ValueType type) {
  engine::Slot slot;
  slot.kind = kind;
  slot.type = type;
  slot.from_body = false;
  return slot;
}

engine::SlotId purchase_number_slot(Lowering& lowering) { return lowering.slot(state_slot(SlotKind::kPurchaseNumber, ValueType::kCount)); }

engine::SlotId held_slot(Lowering& lowering, const QuantityPlan& quantity) {
  engine::Slot slot = state_slot(SlotKind::kHeld, ValueType::kNumber);
  slot.unit = engine::UnitId{quantity.unit.index};
  return lowering.slot(std::move(slot));
}

engine::SlotId counter_slot(Lowering& lowering, const QuantityPlan& quantity) {
  engine::Slot slot = state_slot(SlotKind::kCounter, type_of(quantity.type));
  slot.counter = engine::CounterId{quantity.counter.index};
  return lowering.slot(std::move(slot));
}

engine::SlotId built_in_slot(Lowering& lowering, BuiltIn field) {
  engine::Slot slot;
  switch (field) {
    case BuiltIn::kStore: slot.kind = SlotKind::kStore; break;
    case BuiltIn::kChannel: slot.kind = SlotKind::kChannel; break;
    case BuiltIn::kCurrency: slot.kind = SlotKind::kCurrency; break;
    default: ENSURE(field == BuiltIn::kDay); slot.kind = SlotKind::kDay; slot.type = ValueType::kDate;
  }
  return lowering.slot(std::move(slot));
}

engine::SlotId declared_slot(Lowering& lowering, FieldRef field) {
  const FieldPlan& declared = lowering.plan.fields[field.index];
  const bool of_member = declared.owner == engine::FieldOwner::kMember;
  engine::Slot slot;
  slot.kind = of_member ? SlotKind::kMemberField : SlotKind::kEventField;
  slot.from_body = !of_member;
  slot.type = declared.type;
  slot.field = lowering.fields[field.index];
  return lowering.slot(std::move(slot));
}

}  // namespace

engine::SlotId lower_quantity(Lowering& lowering, const QuantityPlan& quantity) {
  const bool stated = quantity.owner == dsl::Owner::kReferrer;  // in a segment of referrers everything is theirs
  const ReadOf read(lowering, stated || lowering.of_referrer ? dsl::Owner::kReferrer : dsl::Owner::kMember);
  switch (quantity.kind) {
    case QuantityKind::kBasketTotal: return body_slot(lowering, quantity, SlotKind::kBasketTotal);
    case QuantityKind::kSpend: return quantity.window ? read_metric(lowering, quantity) : body_slot(lowering, quantity, SlotKind::kSpend);
    case QuantityKind::kItems: return quantity.window ? read_metric(lowering, quantity) : body_slot(lowering, quantity, SlotKind::kItems);
    case QuantityKind::kDifferent:
      return quantity.window || counts_days(quantity) ? read_metric(lowering, quantity) : body_slot(lowering, quantity, SlotKind::kDifferent);
    case QuantityKind::kPurchaseNumber: return purchase_number_slot(lowering);
    case QuantityKind::kUnitHeld: return held_slot(lowering, quantity);
    case QuantityKind::kCounter: return counter_slot(lowering, quantity);
    case QuantityKind::kMeasure: return lower_measure(lowering, quantity.measure);
    case QuantityKind::kField: return quantity.ladder ? rank_slot(lowering, *quantity.ladder) : lower_field(lowering, quantity.field);
    case QuantityKind::kActivityField:
      return quantity.window ? read_metric(lowering, quantity) : lower_field(lowering, quantity.field);
    default: return read_metric(lowering, quantity);
  }
}

engine::SlotId lower_step(Lowering& lowering, const StepPlan& step) {
  engine::Reading reading = reading_of(lowering, metric_of(lowering, step.quantity, step.conditions), step.quantity.window);
  if (step.together) {
    reading.statistic = engine::Statistic::kLargest;
    reading.grouping = grouping_of(*step.together);
  }
  if (step.days) {
    reading.statistic = engine::Statistic::kPeriodsMet;
    reading.grouping = engine::Grouping::kDay;
    reading.met_at_least = 1;
  }
  return read_slot(lowering, std::move(reading), type_of(step.quantity.type));
}

engine::Reading lower_count(Lowering& lowering, const QuantityPlan& quantity) {
  if (quantity.kind != QuantityKind::kMeasure) return counted(lowering, quantity, {}, quantity.window);
  const MeasurePlan& measure = lowering.plan.measures[quantity.measure.index];
  return counted(lowering, measure.quantity, measure.conditions, measure.quantity.window ? measure.quantity.window : quantity.window);
}

engine::SlotId slot_of_count(Lowering& lowering, engine::Reading reading, QuantityType type) { return read_slot(lowering, std::move(reading), type_of(type)); }

engine::SlotId lower_marked(Lowering& lowering, const QuantityPlan& quantity) {
  if (quantity.kind != QuantityKind::kMeasure) return lower_quantity(lowering, quantity);
  return lower_measure(lowering, quantity.measure, Averages::kRoundedDown);
}

engine::SlotId rounded_up(Lowering& lowering, engine::SlotId average) {
  engine::Slot slot = lowering.program.slots[average.index()];
  slot.up = true;
  return lowering.slot(std::move(slot));
}

engine::SlotId lower_measure(Lowering& lowering, MeasureRef ref, Averages averages) {
  const MeasurePlan& measure = lowering.plan.measures[ref.index];
  switch (measure.kind) {
    case MeasureKind::kSum: case MeasureKind::kCount: return sum_slot(lowering, measure);
    case MeasureKind::kPeriods: return periods_slot(lowering, measure);
    case MeasureKind::kStatistic: return statistic_slot(lowering, measure, averages);
    case MeasureKind::kDaysSince: return days_since_slot(lowering, measure);
  }
  ENSURE(false);
  return {};
}

engine::SlotId lower_field(Lowering& lowering, const AnyField& field) {
  if (const FieldRef* const declared = std::get_if<FieldRef>(&field)) return declared_slot(lowering, *declared);
  return built_in_slot(lowering, std::get<BuiltIn>(field));
}

}  // namespace setia::rules
