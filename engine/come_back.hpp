// What units paid comes back when what they paid for is returned [R8].
#pragma once

#include <span>
#include <vector>

#include "engine/outcome.hpp"
#include "engine/posting.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// How much of what was paid for is returned by now, this return included, of how much; whole minor units of either.
struct ReturnedShare {
  Wide returned = 0, whole = 1;
};

// Postings that give back, last taken first, what of `taken` (redemptions of one unit, in order) has not come back in `before` and
// should have by now: in proportion, half even. To the lots they came from, with their old expiry, or the unit's grace where
// that is past. Not numbered yet.
std::vector<Posting> coming_back(std::span<const Posting> taken, std::span<const Posting> before, ReturnedShare share, const Versions& versions,
                                 const Moment& now);

// How much of `taken` has come back.
Wide came_back(std::span<const Posting> taken, std::span<const Posting> back);

// A recorded receipt with what its payments in units left out; `taken` are its postings.
Event with_payments_settled(const Event& receipt, std::span<const Posting> taken, const Versions& versions, VersionOrdinal version);

}  // namespace setia::engine
