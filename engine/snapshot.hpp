// A state as bytes, so that a restart need not replay the whole journal. A cache: whoever keeps it keeps its hash beside it.
#pragma once

#include "engine/body.hpp"

namespace setia::engine {

// Personal values are sealed; what belongs to forgotten members is left out.
void encode_state(const RecordWorld& world, Bytes& out);

// `world.versions` must be those adopted when it was written, `world.state` is not read.
Result<State> decode_state(std::span<const std::uint8_t> bytes, const Versions& versions, Symbols& symbols, Sealer& sealer);

}  // namespace setia::engine
