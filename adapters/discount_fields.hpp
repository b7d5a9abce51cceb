// `discounts` of a purchase, which events may write in more than one way: made the same, so that the same receipt has the same
// bytes whoever writes it.
#pragma once

#include "adapters/event_draft.hpp"

namespace setia::adapters {

// Amounts and line numbers become numbers. Throws DraftRefusal for what is no list of discounts; what rules and lines they name is
// asked when the purchase is judged.
void settle_discount_fields(engine::EventKind kind, int currency_decimals, engine::Fields& fields);

}  // namespace setia::adapters
