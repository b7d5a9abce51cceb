// Rules that what an event itself gave may start: those that wait for marks of units and counters, changes of level, badges [J10].
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/plan.hpp"

namespace setia::rules {

// What a rule waits for: a unit, given by some rules or by any, or a counter; each so much (0: the one mark).
struct Watch {
  std::optional<UnitRef> unit;
  std::vector<RuleRef> from;
  std::optional<CounterRef> counter;
  std::int64_t every = 0;
};

// All that the rule waits for.
std::vector<Watch> watches_of(const Plan& plan, const RulePlan& rule);

// True when what `rule` gives here brings the mark nearer.
bool feeds(const GivePlan& give, std::size_t rule, const Watch& watch);

// A flat give below the distance of the marks comes to an end: each mark brings less than the next one needs.
bool dies_out(const GivePlan& give, const Watch& watch);

// How many follow-ups one event can have at most; those of one rule at one time count as one, however many marks they cross. The
// plan has no mistakes.
std::int64_t most_follow_ups(const Plan& plan);

}  // namespace setia::rules
