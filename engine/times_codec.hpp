// What a snapshot says of a member's own times: rules joined, periods opened, sums of cycles.
#pragma once

#include "engine/codec.hpp"
#include "engine/state.hpp"
#include "engine/symbols.hpp"

namespace setia::engine {

void write_times(Writer& out, const MemberState& member, const Symbols& symbols);
void read_times(Reader& in, MemberState& member, Symbols& symbols);

}  // namespace setia::engine
