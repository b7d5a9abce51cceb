// Rewards that are bought automatically: as soon as the balance holds their price [X5].
#pragma once

#include <span>
#include <vector>

#include "engine/given_so_far.hpp"
#include "engine/giving.hpp"

namespace setia::engine {

// Buys, in order of name, as many as the member can have and pay, and books them in `member` at once. What an event has changed and
// `member` does not know yet stands in `seen`, by which conditions and limits are asked; what `out` has used of what all members
// share, and the world's state does not know, is asked too. Adds to the postings and changes of `out`.
void buy_automatically(const DueWorld& world, const Giving& giving, const MemberState& seen, MemberState& member, PostingNumber& next, Outcome& out);

// The same of what fell due, or came from somebody else's event: `member` knows all that was changed so far, and knows the rest then.
void buy_with_what_came(const DueWorld& world, const Giving& giving, MemberState& member, PostingNumber& next, Outcome& out);

// True when the version in force has such rewards.
bool buys_by_itself(const Program& program);

// True when some version has.
bool buys_by_itself(const Versions& versions);

// A voucher that was bought by itself, and the postings that paid for it.
struct Bought {
  std::vector<Posting> price;
  Posting voucher;
};

// What a receipt bought by itself for a member: with its own record, or later with what it had given; or what the return of another
// receipt left bought, as it took of this one instead. `booked`: what the record at hand has posted already.
std::vector<Bought> bought_by(const Case& receipt, const std::vector<GivenSoFar>& given, std::span<const Posting> booked, MemberIndex member);

// Of what a returned receipt had bought, the vouchers that are still unused go, and their price comes back, as long as the member owes what
// they were paid with [R4]. `owing`: the member as they are, or would be if everything else were taken back.
void unbuy(const Giving& giving, const std::vector<GivenSoFar>& given, const std::vector<Bought>& bought, const MemberState& owing, MemberState& member,
           PostingNumber& next, std::vector<Posting>& out);

}  // namespace setia::engine
