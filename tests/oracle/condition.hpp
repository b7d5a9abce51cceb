// Whether a condition of the plan holds, read straight from its sentence.
#pragma once

#include "tests/oracle/history.hpp"

namespace setia::oracle {

bool holds(const Judging& judging, const rules::ConditionPlan& condition);
bool all_hold(const Judging& judging, const std::vector<rules::ConditionPlan>& conditions);
// How many of the marks m, m + e, m + 2e … lie at or below the value; with e 0 the one mark.
Integer marks_below(const Exact& value, std::int64_t mark, std::int64_t every);
// How many marks the event crosses: of several `reaches` the fewest; 1 where there is none.
Exact marks_crossed(const Judging& judging, const std::vector<rules::ConditionPlan>& conditions);
bool is_in_segment(const Judging& judging, rules::SegmentRef segment);

}  // namespace setia::oracle
