// Periods that each member has for themselves: a length of time from joining, or from what happens when none is open.
#pragma once

#include <vector>

#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// The days of `this` or `last` such period, seen from `day`; empty when there is none. Where none is open, `this` one is the
// one that would open on `day`.
DayRange own_period_days(const CalendarRules& calendar, const Window& window, Day day, const MemberState& member);

// All that were opened, in order.
std::vector<DayRange> own_periods(const CalendarRules& calendar, const Window& window, const MemberState& member);

// What opened one.
struct Opening {
  Happening happening = Happening::kPurchase;
  SymbolId activity;
  Day day = 0;
};
// The changes that open the program's periods with it, where none is open.
void open_periods(const Program& program, VersionOrdinal version, const Opening& opening, MemberIndex index, const MemberState& member,
                  std::vector<Change>& out);

}  // namespace setia::engine
