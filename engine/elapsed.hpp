// How long ago something was, and whether a feast falls on a day [T2].
#pragma once

#include <optional>

#include "engine/day_book.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// Whole units (begun ones when the slot counts up) between the member's last such happening and now; days, weeks, months
// and years by local days, hours and minutes by instants. Nothing when it never happened.
std::optional<std::int64_t> elapsed_since(const Slot& slot, const MemberState& member, CivilTime now, std::int64_t now_second);

// 1 when the member's birthday or joining anniversary falls on the day of the book, in its week or in its month; nothing when unknown.
// Who is born on 29 February is greeted on 28 February in other years. The day of joining is no anniversary.
std::optional<std::int64_t> is_feast(const Program& program, const Slot& slot, const MemberState& member, DayBook& days);

}  // namespace setia::engine
