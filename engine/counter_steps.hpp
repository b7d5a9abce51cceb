// What rules do beside giving amounts: steps of counters, and messages. Both are bound by limits on times.
#pragma once

#include "engine/judge.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

// True when the rule did not lose to another of its stack and its limits on times have room.
bool may_act(const RuleWork& work, SlotReader& reader);

// As many marks as its limits on times have room for, and at least one, which those limits then answer.
std::int64_t marks_within(const RuleWork& work, SlotReader& reader);

// True when the rule does something though it gives no amount: it steps a counter, or has nothing to do but to say something.
bool acts_without_giving(const RuleWork& work, SlotReader& reader);

// What the matched rules add to counters and then take from them, as one change for each counter.
void step_counters(VersionOrdinal version, SlotReader& reader, const std::vector<Accrual>& accruals, std::vector<Change>& changes);

}  // namespace setia::engine
