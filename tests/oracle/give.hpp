// What the rules that apply give, exactly and before any limit on amounts: base gives, derived gives, multipliers [J1].
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "tests/oracle/limit.hpp"
#include "tests/oracle/lines.hpp"

namespace setia::oracle {

// A piece of what one rule gives: of one line, or of the event as a whole (line -1).
struct Piece {
  std::size_t rule = 0, unit = 0;
  int line = -1;
  Exact micro;                           // millionths of the unit, exact
  bool is_base = false;                  // multipliers reach it
  std::optional<std::size_t> multiplies; // of an extra: the rule whose base it multiplies
  std::optional<Exact> spend;            // what of the line's spend it counts, where it counts spend
  Payers payers;                         // whose tenders paid for it
  bool to_referrer = false;
  bool per_item = false;                 // given per item: a base of derived gives, of multipliers only where flat gives are
};

// A rule whose conditions hold, with what its caps on the base leave and what it used of that.
struct Applying {
  std::size_t rule = 0;
  std::optional<Exact> spend_room, pieces_room;
  Exact spend_used, pieces_used;
  std::set<int> lost;                    // lines given up to another rule of its stack; -1: what is of no line
  Exact marks = 1;                       // of `reaches`, as many as limits on times leave; flat gives pay once for each
};

std::vector<Applying> applying_rules(const Judging& judging);

// Caps on spend and pieces: a rule's own, then shared ones by largest remainder of what the rules want [J5].
void cut_bases(const Judging& judging, std::vector<Applying>& rules);

std::vector<Piece> given(const Judging& judging, std::vector<Applying>& rules);

}  // namespace setia::oracle
