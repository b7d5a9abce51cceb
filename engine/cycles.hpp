// The calendar of one member: the program's, but for cycles that start on a day of the member's own.
#pragma once

#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// Somebody whose field says nothing has cycles from the first of the month.
CalendarRules calendar_of(const Program& program, const MemberState& member);

}  // namespace setia::engine
