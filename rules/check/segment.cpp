// A segment, a period and a counter: what only gives a name to something.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

void take_own_period(Context& context, const dsl::Declaration& declaration, const dsl::PeriodLasts& lasts, PeriodPlan& plan) {
  if (lasts.length.unit == dsl::LengthUnit::kHours || lasts.length.unit == dsl::LengthUnit::kMinutes)
    return not_yet(context, Later::kPersonalPeriod, lasts.length.span);
  if (lasts.length.unit == dsl::LengthUnit::kCycles && !has_cycles(context, lasts.length.span)) return;
  plan.lasts = length_of(lasts.length);
  if (!lasts.first) return;
  if (lasts.first->kind == dsl::HappeningKind::kStatusChange && context.plan.ladders.empty())
    say_missing(context, declaration, "There is no ladder whose level could change", "Declare one with  tiers …  or let something else open the period, as in  from the first purchase");
  plan.opened_by = lasts.first->kind;
  plan.activities = texts_of(lasts.first->activities);
}

}  // namespace

void check_segment(Context& context, const dsl::Declaration& declaration, SegmentPlan& plan) {
  check_said_once(context, declaration);
  plan.conditions = conditions_in(context, declaration);
  if (declaration.clauses.empty())
    say_missing(context, declaration, "This segment says of nobody that they belong",
                "Add a line such as  when spend ever is at least 100 " + context.plan.currency);
}

void check_period(Context& context, const dsl::Declaration& declaration, PeriodPlan& plan) {
  std::vector<std::pair<std::pair<engine::CivilTime, engine::CivilTime>, dsl::Span>> stretches;
  for (const dsl::Clause& clause : declaration.clauses) {
    if (const auto* lasts = std::get_if<dsl::PeriodLasts>(&clause.kind)) take_own_period(context, declaration, *lasts, plan);
    const auto* stretch = std::get_if<dsl::PeriodStretch>(&clause.kind);
    if (stretch == nullptr) continue;
    const std::pair ends(first_moment(stretch->from), last_moment(stretch->until));
    if (in_order(context, ends.first, ends.second, clause.span)) stretches.emplace_back(ends, clause.span);
  }
  std::sort(stretches.begin(), stretches.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i + 1 < stretches.size(); ++i)
    if (stretches[i + 1].first.first <= stretches[i].first.second)
      context.messages.error({.code = "S037",
                              .at = stretches[i + 1].second,
                              .title = "Two stretches of this period overlap",
                              .label = "this begins before the other ends",
                              .related = {{stretches[i].second, "the other"}}});
  for (const auto& [ends, span] : stretches) plan.stretches.push_back(ends);
  if (declaration.clauses.empty())
    say_missing(context, declaration, "This period never begins", "Add a line such as  from 2027-01-04 until 2027-01-10");
}

namespace {

// False when the counter cannot count that.
bool take_counted(Context& context, const dsl::Counts& counts, CounterPlan& plan) {
  if (counts.numbers) return true;
  if (counts.money) {
    plan.type = QuantityType::kMoney;
    if (counts.unit.text == context.plan.currency) return true;
    context.messages.error({.code = "S022",
                            .at = counts.unit.span,
                            .title = "This program counts in " + context.plan.currency,
                            .label = "this is another currency",
                            .help = "Write  counts " + context.plan.currency});
    return false;
  }
  plan.type = QuantityType::kUnits;
  const auto unit = find_unit(context, counts.unit);
  if (unit) plan.unit = *unit;
  return unit.has_value();
}

void take_beginning(Context& context, const dsl::Calendar& calendar, CounterPlan& plan) {
  if (calendar.period) {
    plan.period = find<PeriodRef>(context, NameKind::kPeriod, *calendar.period);
  } else if (calendar.kind == dsl::CalendarKind::kStatusPeriod) {
    if (const auto end = status_end(context, calendar.span)) plan.status_of = context.plan.status_ends[*end].ladder;
  } else {
    plan.starts_again = calendar_of(context, calendar);
  }
}

}  // namespace

void check_counter(Context& context, const dsl::Declaration& declaration, CounterPlan& plan) {
  check_said_once(context, declaration);
  bool counts = false;
  for (const dsl::Clause& clause : declaration.clauses) {
    if (const auto* counted = std::get_if<dsl::Counts>(&clause.kind)) {
      counts = true;
      take_counted(context, *counted, plan);
    }
    if (const auto* again = std::get_if<dsl::StartsAgainEach>(&clause.kind)) take_beginning(context, again->calendar, plan);
    if (std::holds_alternative<dsl::CounterFloor>(clause.kind)) plan.never_below_zero = true;
  }
  if (!counts)
    say_missing(context, declaration, "This counter does not say what it counts",
                "Add a line such as  counts " + context.plan.currency + "  or  counts numbers");
}

}  // namespace setia::rules
