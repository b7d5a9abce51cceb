// Limits on what is given: each rule's own before stacks choose, shared ones and budgets after rounding [J1] [J5].
#pragma once

#include "engine/judge.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

// A limit that a rule ran into; the smallest is the one named.
struct Hit {
  RuleId rule;
  LimitId limit;
};

// Cuts the exact portions of every rule by its own limits except budgets. Adds cuts and, for rules left with nothing, hits.
void cut_by_own_limits(SlotReader& reader, std::vector<Cut>& cuts, std::vector<Hit>& hits);

// Cuts the rounded portions by budgets (`in total`) and shared limits.
void cut_by_shared_limits(SlotReader& reader, std::vector<Cut>& cuts, std::vector<Hit>& hits);

// Cuts what a full balance has no room for, in order of rules: `at most N held` [U5].
// `before`: what this event gave already.
void cut_by_balance(SlotReader& reader, const std::vector<Accrual>& before);

// What the portions that are left use of every limit of their rules.
void count_usage(VersionOrdinal version, SlotReader& reader, std::vector<Change>& changes);

}  // namespace setia::engine
