// A named quantity derived from what is kept.
#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

bool is_countable(QuantityType type) {
  return type == QuantityType::kMoney || type == QuantityType::kUnits || type == QuantityType::kNumber || type == QuantityType::kCount;
}

class MeasureReader {
 public:
  MeasureReader(Context& context, MeasurePlan& plan) : context_(context), plan_(plan) {}

  bool operator()(const dsl::SumOf& sum) const {
    plan_.kind = MeasureKind::kSum;
    return take(sum.quantity);
  }
  bool operator()(const dsl::CountOf& count) const {
    plan_.kind = MeasureKind::kCount;
    const bool taken = take(count.quantity);
    if (plan_.quantity.kind != dsl::QuantityKind::kItems) plan_.type = QuantityType::kCount;
    return taken;
  }
  bool operator()(const dsl::CountOfPeriods& periods) const;
  bool operator()(const dsl::StatisticOf& statistic) const;
  bool operator()(const dsl::DaysSince& days) const {
    plan_.kind = MeasureKind::kDaysSince;
    plan_.type = QuantityType::kCount;
    if (!days.last) return true;
    plan_.since = days.last->kind;
    plan_.activities = texts_of(days.last->activities);
    return is_possible(context_, *days.last);
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
    if (plan_.quantity.kind == dsl::QuantityKind::kMeasure) not_yet(context_, Later::kNestedMeasure, quantity.span);
    if (!is_countable(plan_.type))
      context_.messages.error({.code = "S021",
                               .at = quantity.span,
                               .title = in_quotes(plan_.quantity.text) + " cannot be added up",
                               .label = "it is " + in_words(context_, plan_.quantity)});
    return true;
  }

  Context& context_;
  MeasurePlan& plan_;
};

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

bool MeasureReader::operator()(const dsl::CountOfPeriods& periods) const {
  plan_.kind = MeasureKind::kPeriods;
  plan_.type = QuantityType::kCount;
  plan_.periods = periods;
  take_met(context_, periods.met, plan_);
  if (auto window = window_of(context_, periods.window)) plan_.window = *window;
  return true;
}

bool MeasureReader::operator()(const dsl::StatisticOf& statistic) const {
  take(statistic.quantity);
  plan_.kind = MeasureKind::kStatistic;
  plan_.statistic = statistic.statistic;
  plan_.grouping = statistic.grouping;
  if (auto window = window_of(context_, statistic.window)) plan_.window = *window;
  if (statistic.grouping == dsl::Grouping::kPerCycle) has_cycles(context_, statistic.quantity.span);
  if (statistic.grouping == dsl::Grouping::kByField)
    if (const auto field = find_field(context_, dsl::Owner::kEvent, statistic.field)) plan_.group_field = field->field;
  return true;
}

}  // namespace

void check_measure(Context& context, const dsl::Declaration& declaration, MeasurePlan& plan) {
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
  plan.conditions = conditions_in(context, declaration);
  if (line == nullptr)
    say_missing(context, declaration, "This measure does not say what it measures", "Add a line such as  sum of spend this year");
}

}  // namespace setia::rules
