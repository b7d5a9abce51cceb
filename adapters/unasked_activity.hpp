// Activities that happen and that a program has no use for: most often a name that is written otherwise there.
#pragma once

#include <string>

#include "engine/event.hpp"
#include "engine/program.hpp"
#include "engine/symbols.hpp"

namespace setia::adapters {

// A sentence with the nearest name that the program asks for; empty when the program asks for the event's activity, or for any.
std::string unasked_activity(const engine::Program& program, const engine::Symbols& symbols, const engine::Event& event);

}  // namespace setia::adapters
