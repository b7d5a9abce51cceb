// A segment, and a period: both only give a name to something.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {

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
    if (std::holds_alternative<dsl::PeriodLasts>(clause.kind)) not_yet(context, Later::kPersonalPeriod, clause.span);
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

void check_counter(Context& context, const dsl::Declaration& declaration) { not_yet(context, Later::kCounter, declaration.span); }

}  // namespace setia::rules
