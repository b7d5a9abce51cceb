// From exact pieces to amounts: own limits, stacks, rounding, shared limits, in the order of [J1].
#pragma once

#include "tests/oracle/give.hpp"

namespace setia::oracle {

void cut_by_own_limits(const Judging& judging, std::vector<Piece>& pieces);

// Stacks by line, then whole ones, then those in which extras stand: each marks what its losers give up (Applying::lost), and
// says whether anything is new. Then everything is given anew without it.
enum class Contests { kByLine, kWhole, kWithExtras };
bool choose(const Judging& judging, Contests which, const std::vector<Piece>& pieces, std::vector<Applying>& rules);

void round_pieces(const Judging& judging, std::vector<Piece>& pieces);
void cut_by_shared_limits(const Judging& judging, std::vector<Piece>& pieces);

// What is used of every cap that outlives the event.
std::vector<Use> uses_of(const Judging& judging, const std::vector<Applying>& rules, const std::vector<Piece>& pieces);

}  // namespace setia::oracle
