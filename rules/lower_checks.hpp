// The algebra of checks: ranges, gaps, alternatives and their opposites, over slots that are there already.
//
// A missing operand makes a check and its opposite false [J9].
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

engine::Check within(engine::SlotId slot, std::int64_t low, std::int64_t high);
engine::Check says_yes(engine::SlotId slot);
engine::Check negated(engine::Check check);

// 1 when all of them hold, else 0; never missing.
engine::SlotId all_of(Lowering& lowering, Checks checks);
// Holds when one of the alternatives does, each a group of checks that are all needed; an absent operand fails its own
// alternative and no other.
engine::Check any_of(Lowering& lowering, const std::vector<Checks>& alternatives);

// Adds to `out` what says that all of `checks` hold, or that not all of them do.
void add(Lowering& lowering, Checks checks, bool is_negated, Checks& out);

// The sign of left - right.
engine::SlotId difference(Lowering& lowering, engine::SlotId left, engine::SlotId right);
// The comparison of the slot with numbers or other quantities; one check for each end where the ends are quantities.
Checks compared(Lowering& lowering, engine::SlotId slot, const ComparePlan& compare);

// The value is one of `values`: a range where they stand together, else the gaps between them are ruled out.
Checks one_of(engine::SlotId slot, std::vector<std::int64_t> values);
Checks none_of(engine::SlotId slot, std::vector<std::int64_t> values);

}  // namespace setia::rules
