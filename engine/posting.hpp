// Postings as they are made and booked: who holds what after them. ledger.md, "A posting knows".
//
// Both sides of a posting are booked through the same function, so that what `apply` foresees and what `take` does
// cannot differ.
#pragma once

#include <span>

#include "engine/moment.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

inline bool is_members(AccountKind kind) { return kind <= AccountKind::kHeld; }

// Books one side of `posting` in the holding of its member. `unit` is the posting's.
void book_from(const Posting& posting, const Unit& unit, MemberState& member);
void book_to(const Posting& posting, const Unit& unit, MemberState& member);
// The same of gifts that follow each other, all available lots that open, of one unit and member. What they come to.
std::int64_t book_gifts(std::span<const Posting> gifts, const Unit& unit, MemberState& member);

// What takes it back at an instant, whole; its own number is still to be given.
Posting reversed(const Posting& posting, const Moment& at);
// All of the lot that it entered is still there, available.
bool is_whole(const Posting& posting, const Holding* holding);

// Books both sides in the sums of the posting's unit.
void book_sums(const Posting& posting, Books& books);

// Sums of all accounts of a unit; zero, or we are wrong.
Wide sum_of(const Books& books);

// ENSUREs that every member's available is open lots less debt, that members' balances add up to the books', and that
// every unit's accounts add up to zero. Costs a pass over the whole state.
void check_sums(const State& state);

}  // namespace setia::engine
