// When an event happened: `at` as written into an instant, an offset and the local civil times of its stamp [T1].
#pragma once

#include <string_view>

#include "adapters/event_draft.hpp"

namespace setia::adapters {

// Fills `instant_second`, `offset_second`, `local` and `program` of the stamp. `store` may be empty. `zone`: of times without an
// offset where the store has none; empty: there is none. Throws DraftRefusal.
void stamp_time(std::string_view at, std::string_view store, std::string_view zone, const ReaderSettings& settings, ParsedEvent& parsed);

}  // namespace setia::adapters
