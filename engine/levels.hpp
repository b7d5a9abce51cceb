// Levels of a member on a ladder: what is held, what was reached, and until when [S1] [S3] [S4].
#pragma once

#include <optional>

#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// Ranks count from 1; 0 is below the first rung.
std::size_t rank_of(const Ladder& ladder, SymbolId level);

// The rank that everybody has: the highest rung that asks for nothing above zero. 0 where who may take part is a question.
std::size_t base_rank(const Ladder& ladder);

// The rank held at an instant (UTC) [S3].
std::size_t rank_at(const Ladder& ladder, const MemberState& member, std::int64_t second);
// The rank held now.
std::size_t rank_now(const Ladder& ladder, const MemberState& member);

// The last valid day of a level given on `day`; a length ends the day before it is full [S1]. kNever: for ever.
Day level_until(const Rung& rung, Day day, const MemberState& member, const Program& program);
Day floor_until(const Expiry& until, Day day, const MemberState& member, const Program& program);

// The latest last valid day of what keeps a rank or one above it; empty when nothing does.
std::optional<Day> kept_until(const Ladder& ladder, const MemberState& member, std::size_t rank);

// When a level that is kept until then falls at the earliest: with the ladder's grace, at the end of the window at which it moves
// down. The last day on which it is held.
Day level_end(const Ladder& ladder, Day until, const CalendarRules& calendar);

// The highest rank that something keeps on `day`, at least base_rank.
std::size_t kept_rank(const Ladder& ladder, const MemberState& member, Day day);

// Whether one of the ways is gone with these values of the ladder's counts; empty is nothing known, which is nothing.
using Counts = std::vector<std::optional<std::int64_t>>;
bool is_gone(const std::vector<Way>& ways, const Counts& counts);

// The first day after `day` on which a count of the ladder may be less than on the day before, for no more than time; kNever
// when none.
Day next_fading(const Ladder& ladder, const Program& program, const MemberState& member, Day day);

}  // namespace setia::engine
