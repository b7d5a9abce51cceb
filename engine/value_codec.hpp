// Values of fields as canonical bytes: a tag, then what the tag says. docs/journal-format.md, "Values".
#pragma once

#include "engine/codec.hpp"
#include "engine/event.hpp"

namespace setia::engine {

enum class ValueTag : std::uint8_t { kText = 1, kNo, kYes, kNumber, kList, kObject, kSealed };

void write_value(Writer& out, const Value& value);

// Refuses sealed values, keys out of order and nesting deeper than an event may be.
Value read_value(Reader& in);

}  // namespace setia::engine
