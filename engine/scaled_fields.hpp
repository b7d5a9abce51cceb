// Declared numbers of a line that something is given on: of a part of the line they are that part [R1].
#pragma once

#include "engine/event.hpp"
#include "engine/program.hpp"

namespace setia::engine {

// Makes every field of `fields` that a give counts `kept` / `bought` of what it was, half even, in millionths.
void scale_fields(const Program& program, std::int64_t kept, std::int64_t bought, Fields& fields);

}  // namespace setia::engine
