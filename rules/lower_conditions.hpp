// When a rule applies: from condition lines to checks.
//
// Each line becomes one or more checks that must all hold; the number of the line stands in each [J9]. What no single range
// or set can say becomes a derived slot that is 1 or 0.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

Checks lower_conditions(Lowering& lowering, const std::vector<ConditionPlan>& conditions);

// 1 for members of the segment at this event, else 0.
engine::SlotId segment_slot(Lowering& lowering, SegmentRef segment);
// Holds for a member of one of them.
engine::Check in_any_segment(Lowering& lowering, const std::vector<SegmentRef>& segments);

// Holds when the receipt uses a voucher of that kind.
engine::Check uses_check(Lowering& lowering, UnitRef voucher);

// Reads the rank that a member has on a ladder.
engine::SlotId rank_slot(Lowering& lowering, LadderRef ladder);

enum class Elapsed { kWhole, kBegun };  // of the last one, which is not over yet
engine::SlotId elapsed_slot(Lowering& lowering, std::optional<dsl::HappeningKind> happening, const std::vector<std::string>& activities,
                            engine::LengthUnit unit, Elapsed counted);

}  // namespace setia::rules
