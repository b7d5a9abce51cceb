// What falls due for a member as time passes: releases, ends of holds and expiry, each at its due instant, in due order [T3].
//
// Days are the program zone's. The instant of 00:00 of a day is reckoned with the zone's offset at the moment that revealed
// it, which the stamp holds: the engine knows no zones.
#pragma once

#include "engine/posting.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// A unit as the youngest version up to `version` says it.
struct UnitThen {
  VersionOrdinal version;
  UnitId unit;
};
UnitThen unit_as_of(const Versions& versions, std::uint32_t key, VersionOrdinal version);

// Day on which `release` falls, seen from `now`.
Moment moment_of(const Release& release, const Moment& now);
// 00:00 of `day`, seen from `now`.
Moment midnight_of(Day day, const Moment& now);

// Books in `member` what falls due up to and including `until`, and adds the postings, numbered from `next` on, to `out`.
void book_due(const Versions& versions, MemberIndex index, const Moment& until, MemberState& member, PostingNumber& next,
              std::vector<Posting>& out);

// The first day on which something falls due.
Day next_due_day(const Versions& versions, const MemberState& member, const Moment& now);

// Gives back what one posting held: `posting` says when, has a number and is completed. Pays debt from it.
void end_hold_of(PostingNumber held_by, Posting& posting, MemberIndex index, const Unit& unit, MemberState& member, PostingNumber& next,
                 std::vector<Posting>& out);

// Pays debt from a lot that became available; nothing when there is none. Adds at most one posting.
void pay_debt(const Posting& opened, const Unit& unit, MemberState& member, PostingNumber& next, std::vector<Posting>& out);

}  // namespace setia::engine
