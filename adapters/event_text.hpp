// One event in JSON that is no line of a file: what commands and callers make themselves.
#pragma once

#include <optional>
#include <string>

#include "adapters/event_reader.hpp"

namespace setia::adapters {

// Fills `parsed`; else why it is rejected.
std::optional<Rejected> parse_event(std::string json, const ReaderSettings& settings, ParsedEvent& parsed);

}  // namespace setia::adapters
