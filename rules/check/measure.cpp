// A named quantity derived from what is kept.
#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

bool is_countable(QuantityType type) {
  return type == QuantityType::kMoney || type == QuantityType::kUnits || type == QuantityType::kNumber || type == QuantityType::kCount;
}

// What happens is kept, and can be added up over a window; what is only read when it is asked for is not.
bool is_kept(dsl::QuantityKind kind) {
  switch (kind) {
    case dsl::QuantityKind::kSpend: case dsl::QuantityKind::kItems: case dsl::QuantityKind::kPurchases: case dsl::QuantityKind::kActivity:
    case dsl::QuantityKind::kActivityField: case dsl::QuantityKind::kDifferent: case dsl::QuantityKind::kUnitEarned: case dsl::QuantityKind::kUnitSpent:
    case dsl::QuantityKind::kUnitReceived: case dsl::QuantityKind::kUnitExpiring: case dsl::QuantityKind::kDiscountFrom: case dsl::QuantityKind::kFriends:
    case dsl::QuantityKind::kMeasure: return true;
    default: return false;
  }
}

class MeasureReader {
 public:
  MeasureReader(Context& context, MeasurePlan& plan) : context_(context), plan_(plan) {}

  bool operator()(const dsl::SumOf& sum) const {
    plan_.kind = MeasureKind::kSum;
    take(sum.quantity);
    return stand_for_measure();
  }
  bool operator()(const dsl::CountOf& count) const {
    plan_.kind = MeasureKind::kCount;
    take(count.quantity);
    const dsl::QuantityKind of = plan_.quantity.kind;
    if (of != dsl::QuantityKind::kItems && of != dsl::QuantityKind::kMeasure) plan_.type = QuantityType::kCount;
    return stand_for_measure();
  }
  bool operator()(const dsl::CountOfPeriods& periods) const;
  bool operator()(const dsl::StatisticOf& statistic) const;
  bool operator()(const dsl::DaysSince& days) const {
    plan_.kind = MeasureKind::kDaysSince;
    plan_.type = QuantityType::kCount;
    if (!days.last) return true;
    plan_.since = days.last->kind;
    plan_.activities = texts_of(days.last->activities);
    return true;
  }
  template <typename Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  bool take(const dsl::Quantity& quantity) const {
    auto found = quantity_of(context_, quantity);
    if (!found) return true;
    plan_.quantity = std::move(*found);
    plan_.type = plan_.quantity.type;
    if (plan_.quantity.window) plan_.window = *plan_.quantity.window;
    if (!is_countable(plan_.type))
      context_.messages.error({.code = "S021",
                               .at = quantity.span,
                               .title = in_quotes(plan_.quantity.text) + " cannot be added up",
                               .label = "it is " + in_words(context_, plan_.quantity)});
    else if (!is_kept(plan_.quantity.kind))
      context_.messages.error({.code = "S021",
                               .at = quantity.span,
                               .title = in_quotes(plan_.quantity.text) + " cannot be added up",
                               .label = "it is read when it is asked for, and not kept",
                               .help = "A measure counts spend, items, purchases, activities, friends, or units earned, spent or received"});
    return true;
  }

  // A sum of a measure is that measure, over the events that this one's conditions leave.
  bool stand_for_measure() const {
    if (plan_.quantity.kind != dsl::QuantityKind::kMeasure) return true;
    MeasurePlan inner = context_.plan.measures[plan_.quantity.measure.index];
    inner.name = plan_.name;
    inner.span = plan_.span;
    plan_ = std::move(inner);
    return true;
  }
  // Groups of a measure: of what it adds up, or of what it comes to in each.
  bool look_into_measure(dsl::Span at) const;

  Context& context_;
  MeasurePlan& plan_;
};

bool MeasureReader::look_into_measure(dsl::Span at) const {
  if (plan_.quantity.kind != dsl::QuantityKind::kMeasure) return true;
  const MeasureRef of = plan_.quantity.measure;
  const MeasurePlan& inner = context_.plan.measures[of.index];
  if (inner.kind == MeasureKind::kDaysSince || inner.of) {
    context_.messages.error({.code = "S025",
                             .at = at,
                             .title = in_quotes(inner.name) + " has no value for each period or group",
                             .label = inner.of ? "it looks at periods of another measure itself" : "it counts the days up to now",
                             .help = "Build this measure on what that one counts"});
    return false;
  }
  plan_.conditions = inner.conditions;
  if (inner.kind == MeasureKind::kPeriods || inner.kind == MeasureKind::kStatistic) plan_.of = of;
  plan_.quantity = inner.kind == MeasureKind::kPeriods ? inner.met : inner.quantity;
  plan_.type = inner.type;
  return true;
}

// What must be reached within a period, as a quantity of that period.
bool take_met(Context& context, const dsl::Met& met, MeasurePlan& plan) {
  dsl::Quantity quantity;
  quantity.lines = met.lines;
  quantity.at_least = met.of_at_least;
  plan.met_at_least = met.at_least;
  switch (met.kind) {
    case dsl::MetKind::kPurchases:
      quantity.kind = dsl::QuantityKind::kPurchases;
      break;
    case dsl::MetKind::kItems:
      quantity.kind = dsl::QuantityKind::kItems;
      break;
    case dsl::MetKind::kActivity:
      quantity.kind = dsl::QuantityKind::kActivity;
      quantity.texts = met.activities;
      break;
    case dsl::MetKind::kEarned: {
      const auto earned = units_micro(context, met.earned);
      if (!earned) return false;
      plan.met_at_least = earned->micro;
      quantity.kind = dsl::QuantityKind::kUnitEarned;
      quantity.name = {context.plan.units[earned->unit.index].name, false, met.earned.of.span};
      break;
    }
  }
  auto found = quantity_of(context, quantity);
  if (!found) return false;
  if (met.kind == dsl::MetKind::kItems) {
    constexpr std::int64_t kPiece = 1'000'000;
    plan.met_at_least *= kPiece;
  }
  plan.met = std::move(*found);
  return true;
}

// Periods are days, and a window of hours has no whole ones; groups of what differs would count what differs twice.
bool can_be_divided(Context& context, const MeasurePlan& plan, dsl::Span at) {
  const engine::LengthUnit unit = plan.window.length.unit;
  const bool hours = plan.window.kind == dsl::WindowKind::kInLast && (unit == engine::LengthUnit::kHours || unit == engine::LengthUnit::kMinutes);
  const bool by_field = plan.grouping == dsl::Grouping::kByField;
  const bool twice = by_field && plan.quantity.kind == dsl::QuantityKind::kDifferent;
  if ((!hours || by_field) && !twice) return true;
  context.messages.error({.code = "S025",
                          .at = at,
                          .title = twice ? "What differs cannot be told apart by a field as well" : "A window of hours holds no whole days",
                          .label = "I cannot divide it like this",
                          .help = twice ? "Count spend, items or purchases by that field" : "Use a window of days, for example  in the last 2 days"});
  return false;
}

bool MeasureReader::operator()(const dsl::CountOfPeriods& periods) const {
  plan_.kind = MeasureKind::kPeriods;
  plan_.type = QuantityType::kCount;
  plan_.periods = periods;
  take_met(context_, periods.met, plan_);
  if (auto window = window_of(context_, periods.window)) plan_.window = *window;
  can_be_divided(context_, plan_, periods.window.span);
  return true;
}

bool MeasureReader::operator()(const dsl::StatisticOf& statistic) const {
  take(statistic.quantity);
  if (!look_into_measure(statistic.quantity.span)) return true;
  plan_.kind = MeasureKind::kStatistic;
  plan_.statistic = statistic.statistic;
  plan_.grouping = statistic.grouping;
  if (statistic.statistic == dsl::Statistic::kAverage && plan_.type == QuantityType::kCount) plan_.type = QuantityType::kNumber;
  if (auto window = window_of(context_, statistic.window)) plan_.window = *window;
  if (statistic.grouping == dsl::Grouping::kPerCycle) has_cycles(context_, statistic.quantity.span);
  if (statistic.grouping == dsl::Grouping::kByField)
    if (const auto field = find_field(context_, dsl::Owner::kEvent, statistic.field)) plan_.group_field = field->field;
  can_be_divided(context_, plan_, statistic.quantity.span);
  return true;
}

void check_figure(Context& context, const dsl::Declaration& declaration, MeasurePlan& plan) {
  check_said_once(context, declaration);
  const dsl::Clause* line = nullptr;
  for (const dsl::Clause& clause : declaration.clauses) {
    const bool before = line != nullptr;
    if (!std::visit(MeasureReader(context, plan), clause.kind)) continue;
    if (before)
      context.messages.error({.code = "S027",
                              .at = clause.span,
                              .title = "A measure is one sum, count or other figure",
                              .label = "a second one",
                              .help = "Declare a second measure for it",
                              .related = {{line->span, "the first"}}});
    line = &clause;
  }
  if (line == nullptr)
    say_missing(context, declaration, "This measure does not say what it measures", "Add a line such as  sum of spend this year");
}

// The measure that a figure is built on; null when it is on none.
const dsl::Quantity* built_on(const dsl::Clause& clause) {
  const dsl::Quantity* of = nullptr;
  if (const auto* sum = std::get_if<dsl::SumOf>(&clause.kind)) of = &sum->quantity;
  if (const auto* count = std::get_if<dsl::CountOf>(&clause.kind)) of = &count->quantity;
  if (const auto* statistic = std::get_if<dsl::StatisticOf>(&clause.kind)) of = &statistic->quantity;
  return of != nullptr && of->kind == dsl::QuantityKind::kMeasure ? of : nullptr;
}

class Measures {
 public:
  explicit Measures(Context& context) : context_(context) {
    for (const dsl::Declaration& declaration : context.tree.declarations)
      if (declaration.kind == dsl::DeclarationKind::kMeasure && is_first_of_its_name(context, NameKind::kMeasure, declaration))
        all_.emplace(declaration.names.front().text, &declaration);
  }

  void check() {
    for (const auto& [name, declaration] : all_) figure(*declaration);
    for (const auto& [name, declaration] : all_) {
      std::vector<ConditionPlan> conditions = conditions_in(context_, *declaration);
      std::vector<ConditionPlan>& all = plan_of(*declaration).conditions;  // behind those of the measure it is built on
      all.insert(all.end(), std::make_move_iterator(conditions.begin()), std::make_move_iterator(conditions.end()));
    }
  }

 private:
  MeasurePlan& plan_of(const dsl::Declaration& declaration) const {
    return context_.plan.measures[context_.catalog.peek(NameKind::kMeasure, declaration.names.front().text)->index];
  }

  // Depth is bounded by the number of measures: an open one is not entered again.
  void figure(const dsl::Declaration& declaration) {
    if (!begun_.insert(&declaration).second) return;
    for (const dsl::Clause& clause : declaration.clauses) {
      const dsl::Quantity* const of = built_on(clause);
      const auto inner = of == nullptr ? all_.end() : all_.find(of->name.text);
      if (inner == all_.end()) continue;
      if (begun_.contains(inner->second) && !done_.contains(inner->second)) return say_circle(declaration, clause.span);
      figure(*inner->second);
    }
    check_figure(context_, declaration, plan_of(declaration));
    done_.insert(&declaration);
  }

  void say_circle(const dsl::Declaration& declaration, dsl::Span at) const {
    context_.messages.error({.code = "S046",
                             .at = at,
                             .title = "This measure is made of itself",
                             .label = "it leads back to " + in_quotes(declaration.names.front().text),
                             .help = "Build it on what is counted"});
  }

  Context& context_;
  std::map<std::string, const dsl::Declaration*> all_;
  std::set<const dsl::Declaration*> begun_, done_;  // looked up, never iterated
};

}  // namespace

void check_measures(Context& context) { Measures(context).check(); }

}  // namespace setia::rules
