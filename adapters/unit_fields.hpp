// Fields of requests about a unit (hold, redeem, adjust …) that events may write in more than one way: made the same, so that the
// same request has the same bytes whoever writes it.
#pragma once

#include "adapters/event_draft.hpp"

namespace setia::adapters {

// Amounts become numbers, yes and no become what they say. Throws DraftRefusal for what is neither.
void settle_unit_fields(engine::EventKind kind, engine::Fields& fields);

}  // namespace setia::adapters
