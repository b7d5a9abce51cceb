// What a member holds as bytes of a snapshot.
#pragma once

#include <vector>

#include "engine/codec.hpp"
#include "engine/state.hpp"
#include "engine/symbols.hpp"

namespace setia::engine {

void write_holding(Writer& out, const Holding& holding);
Holding read_holding(Reader& in);

void write_holds(Writer& out, const std::vector<Hold>& holds, const Symbols& symbols);
std::vector<Hold> read_holds(Reader& in, Symbols& symbols);

}  // namespace setia::engine
