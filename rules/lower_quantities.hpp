// What a rule reads as a number, a text or a day: from quantities to slots, metrics and readings.
#pragma once

#include "rules/lower_windows.hpp"

namespace setia::rules {

engine::SlotId lower_quantity(Lowering& lowering, const QuantityPlan& quantity);

// What a ladder counts, where it adds up over a window: a measure without one is counted over the ladder's.
engine::Reading lower_count(Lowering& lowering, const QuantityPlan& quantity);
engine::SlotId slot_of_count(Lowering& lowering, engine::Reading reading, QuantityType type);

// An average is compared and paid exactly; for marks and levels it is enough to know how often it holds their whole step.
enum class Averages { kExact, kRoundedDown };
engine::SlotId lower_measure(Lowering& lowering, MeasureRef measure, Averages averages = Averages::kExact);

// What marks and levels ask: always one reading.
engine::SlotId lower_marked(Lowering& lowering, const QuantityPlan& quantity);

// An exact average as the upper ends of bands see it.
engine::SlotId rounded_up(Lowering& lowering, engine::SlotId average);

// The slot of a text, yes-or-no, date or number field of the event or the member; of fields with several values there is
// none: they are asked with a set (lower_conditions).
engine::SlotId lower_field(Lowering& lowering, const AnyField& field);

// What a step of a referral counts.
engine::SlotId lower_step(Lowering& lowering, const StepPlan& step);

}  // namespace setia::rules
