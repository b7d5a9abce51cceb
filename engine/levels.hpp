// Levels of a member on a ladder: what is held, what was reached, and until when [S1] [S3] [S4].
#pragma once

#include <optional>

#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// Ranks count from 1; 0 is below the first rung.
std::size_t rank_of(const Ladder& ladder, SymbolId level);

// The rank that everybody has: the highest rung that asks for nothing above zero. 0 where who may take part is a question, or levels are
// set by hand.
std::size_t base_rank(const Ladder& ladder, Day day);

// The rank held at an instant (UTC), which falls on `day` [S3].
std::size_t rank_at(const Ladder& ladder, const MemberState& member, std::int64_t second, Day day);
// The rank held now, `day` being today.
std::size_t rank_now(const Ladder& ladder, const MemberState& member, Day day);

// The last valid day of a level given on `day`; a length ends the day before it is full [S1]. kNever: for ever.
Day level_until(const Terms& terms, Day day, const MemberState& member, const Program& program);
Day floor_until(const Expiry& until, Day day, const MemberState& member, const Program& program);

// The latest last valid day of what keeps a rank or one above it; empty when nothing does.
std::optional<Day> kept_until(const Ladder& ladder, const MemberState& member, std::size_t rank);

// The same for the rank that is held: where levels are given for status periods, the one that everybody has begins with joining.
std::optional<Day> held_until(const Ladder& ladder, const Program& program, const MemberState& member, std::size_t rank);

// The first day from `day` on with which one more `down_every` is over since the level held was given.
Day next_turn(const Ladder& ladder, const MemberState& member, Day day, const CalendarRules& calendar);

// The last days of status periods that time has ended, and of the one of the level held now, ascending [S1]. A level that somebody rose from
// before its time was over has none. `day` is today.
std::vector<Day> status_period_ends(const Window& window, const Program& program, const MemberState& member, Day day);

// The last day of the window at whose end levels move: the one that holds `day`, or the next one that is known; kNever when there is none.
Day turn_of(const Window& window, const MemberState& member, Day day, const CalendarRules& calendar);

// When a level that is kept until then falls at the earliest: with the ladder's grace, at the end of the window at which it moves
// down. The last day on which it is held.
Day level_end(const Ladder& ladder, Day until, const MemberState& member, const CalendarRules& calendar);

// The highest rank that something keeps on `day`, at least base_rank.
std::size_t kept_rank(const Ladder& ladder, const MemberState& member, Day day, const CalendarRules& calendar);

// Whether one of the ways is gone with these values of the ladder's counts; empty is nothing known, which is nothing.
using Counts = std::vector<std::optional<std::int64_t>>;
const Way* way_gone(const std::vector<Way>& ways, const Counts& counts);  // the first; null when there is none
inline bool is_gone(const std::vector<Way>& ways, const Counts& counts) { return way_gone(ways, counts) != nullptr; }
void subtract(const Way& way, Counts& counts);

// Whether a count is of windows that have ended: time alone may bring a level.
bool looks_back(const Ladder& ladder, const Program& program);

// The first day after `day` on which a count of the ladder may be less than on the day before, for no more than time; kNever
// when none.
Day next_fading(const Ladder& ladder, const Program& program, const MemberState& member, Day day);

}  // namespace setia::engine
