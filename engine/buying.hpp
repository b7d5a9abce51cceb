// Rewards that are bought automatically: as soon as the balance holds their price [X5].
#pragma once

#include <vector>

#include "engine/giving.hpp"
#include "engine/history.hpp"

namespace setia::engine {

// Buys, in order of name, as many as the member can have and pay, and books them in `member` at once. What an event has changed and
// `member` does not know yet stands in `seen`, by which conditions and limits are asked; what `out` has used of what all members
// share, and the world's state does not know, is asked too. Adds to the postings and changes of `out`.
void buy_automatically(const DueWorld& world, const Giving& giving, const MemberState& seen, MemberState& member, PostingNumber& next, Outcome& out);

// The same of what fell due, or came from somebody else's event: `member` knows all that was changed so far, and knows the rest then.
void buy_with_what_came(const DueWorld& world, const Giving& giving, MemberState& member, PostingNumber& next, Outcome& out);

// True when the version in force has such rewards.
bool buys_by_itself(const Program& program);

// Rewards that were bought by themselves for a member and paid with what the return of `receipt` has just taken back, still unused: they
// go, and their price comes back, as long as the member owes what they were paid with [R4]. `out` holds what was taken.
void unbuy(const Giving& giving, const Case& receipt, MemberState& member, PostingNumber& next, std::vector<Posting>& out);

}  // namespace setia::engine
