// What falls due for a member as time passes, each at its due instant, in due order [T3]: releases, ends of holds, closes of
// what is the member's own, expiry, birthdays and the like.
//
// Days are the program zone's, whose distance from UTC the versions hold as data.
#pragma once

#include "engine/clock_dues.hpp"
#include "engine/giving.hpp"
#include "engine/lapse.hpp"
#include "engine/posting.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// When `release` is, and 00:00 of `day`, seen from `now`.
Moment moment_of(const Versions& versions, const Release& release, const Moment& now);
Moment midnight_of(const Versions& versions, Day day, const Moment& now);

// Books in `member` what falls due up to and including `until`, and adds it to `out`, with postings numbered from `next` on.
void book_due(const DueWorld& world, MemberIndex index, const Passed& until, MemberState& member, PostingNumber& next, Outcome& out);

// Runs what a clock starts for the member, and books it.
void run_clock(const DueWorld& world, MemberIndex index, const ClockDue& due, MemberState& member, PostingNumber& next, Outcome& out);

// The first day on which something falls due that is the member's own, after what has passed for them.
Day next_due_day(const Versions& versions, const MemberState& member, const Moment& now);

// Gives back what one posting held: `posting` says when, has a number and is completed. Pays debt from it.
// Uses of limits that an ended hold of a reward had reserved are free again [X4].
void free_what_was_reserved(const Hold& hold, MemberIndex index, const Versions& versions, VersionOrdinal version, std::vector<Change>& out);

void end_hold_of(PostingNumber held_by, Posting& posting, MemberIndex index, const Unit& unit, MemberState& member, PostingNumber& next,
                 std::vector<Posting>& out);

// Pays debt from a lot that became available; nothing when there is none. Adds at most one posting.
void pay_debt(const Posting& opened, const Unit& unit, MemberState& member, PostingNumber& next, std::vector<Posting>& out);

}  // namespace setia::engine
