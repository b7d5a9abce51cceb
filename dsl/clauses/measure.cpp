// Clauses of `measure`.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<Period> kPeriods[] = {
    {"days", Period::kDays}, {"weeks", Period::kWeeks}, {"months", Period::kMonths}};

constexpr Spelling<Statistic> kStatistics[] = {
    {"largest", Statistic::kLargest}, {"smallest", Statistic::kSmallest}, {"average", Statistic::kAverage}};

constexpr Spelling<Grouping> kGroupings[] = {{"per day", Grouping::kPerDay},
                                             {"per week", Grouping::kPerWeek},
                                             {"per month", Grouping::kPerMonth},
                                             {"per cycle", Grouping::kPerCycle}};

bool read_met(Cursor& at, const Cursor& end, Met& out) {
  const auto at_least = "at least"_w >> count[put(out.at_least)];
  const auto purchases = at_least >> ("purchases"_w | "purchase"_w)[set(out.kind, MetKind::kPurchases)] >>
                         -("of at least"_w >> money[put(out.of_at_least)]) >> lines[put(out.lines)];
  const auto items = at_least >> ("items"_w | "item"_w)[set(out.kind, MetKind::kItems)] >> pieces[put(out.lines)];
  const auto earned = "at least"_w >> units[put(out.earned)] >> "earned"_w[set(out.kind, MetKind::kEarned)];
  const auto activities = "activity"_w[set(out.kind, MetKind::kActivity)] >> texts[put(out.activities)] >>
                          -(at_least >> "times"_w);
  return match(at, end, purchases | items | earned | activities);
}
const Part<Met, read_met> met;

bool read_sum(Cursor& at, const Cursor& end, SumOf& out) {
  return match(at, end, "sum of"_w >> quantity[put(out.quantity)]);
}

bool read_count_of(Cursor& at, const Cursor& end, CountOf& out) {
  return match(at, end, "count of"_w >> quantity[put(out.quantity)]);
}

bool read_count_of_periods(Cursor& at, const Cursor& end, CountOfPeriods& out) {
  return match(at, end, "count of"_w >> one_of(kPeriods)[put(out.period)] >> "with"_w >> met[put(out.met)] >>
                            window[put(out.window)]);
}

bool read_statistic(Cursor& at, const Cursor& end, StatisticOf& out) {
  const auto by_field = "by"_w[set(out.grouping, Grouping::kByField)] >> field[put(out.field)];
  return match(at, end, one_of(kStatistics)[put(out.statistic)] >> "of"_w >> quantity[put(out.quantity)] >>
                            (by_field | one_of(kGroupings)[put(out.grouping)]) >> window[put(out.window)]);
}

bool read_days_since(Cursor& at, const Cursor& end, DaysSince& out) {
  return match(at, end, "days since"_w >> (("the last"_w >> happening[put(out.last)]) | "joining"_w));
}

constexpr Kinds kIn = kinds(DeclarationKind::kMeasure);
constexpr Form kForms[] = {
    form<SumOf, read_sum>(kIn, "sum"),
    form<CountOfPeriods, read_count_of_periods>(kIn, "count"),
    form<CountOf, read_count_of>(kIn, "count"),
    form<StatisticOf, read_statistic>(kIn, "largest"),
    form<StatisticOf, read_statistic>(kIn, "smallest"),
    form<StatisticOf, read_statistic>(kIn, "average"),
    form<DaysSince, read_days_since>(kIn, "days"),
};

}  // namespace

std::span<const Form> measure_forms() { return kForms; }

}  // namespace setia::dsl
