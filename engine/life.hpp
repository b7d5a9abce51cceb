// How long what is given lives: the days that `expire` and `pending` clauses come to [T2][T4][U1].
#pragma once

#include <optional>

#include "engine/posting.hpp"

namespace setia::engine {

// The days that clauses count from.
struct LifeDays {
  Day earned = 0;
  Day released = 0;  // when it becomes available; `earned` when at once
  const Event* event = nullptr;  // whose fields `on NAME` may read; null: none gives it
};

// N units after `day`, in the member's calendar; kNever when that is too far off.
Day day_after(const Length& length, Day day, const CalendarRules& calendar);

// Whether what lives by the clause is moved by what happened last.
bool moves(const Expiry& clause, const LastHappening& last);

// The first day after that length is full: whole cycles end with their last day.
Day day_when_full(const Length& length, Day day, const CalendarRules& calendar);

// Last valid day by one clause, or release day of `pending until`; kNever when its field is missing or its happening has
// not been.
Day day_by(const Expiry& clause, const LifeDays& days, const MemberState& member, const Program& program);

// Last valid day of a lot of this life: the earliest of its clauses, but for those that count from a last happening, which
// move with it and are asked when due.
Day last_valid_day(const Life& life, const LifeDays& days, const MemberState& member, const Program& program);

// When a gift of now is released; nothing: at once.
std::optional<Release> release_of(const Pending& pending, const Moment& now, Day earned, const MemberState& member, const Program& program);

}  // namespace setia::engine
