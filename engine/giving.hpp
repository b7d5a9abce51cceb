// What rules give becomes postings: lots, available at once or pending.
#pragma once

#include "engine/apply.hpp"
#include "engine/judge.hpp"
#include "engine/life_book.hpp"
#include "engine/posting.hpp"

namespace setia::engine {

class OtherMembers;

// What judging takes for granted while one record is worked out.
struct DueWorld {
  const Versions& versions;
  const State& state;
  Scratch& scratch;
  std::int64_t record_second = 0;  // instant of the record that all goes into
  Trace* trace = nullptr;          // of what a clock started; null when nobody asks
  OtherMembers* others = nullptr;  // whom gives reach too; null where nothing is written: then they reach nobody
  std::size_t known_changes = 0;   // of the record at hand: so many of its first `state` knows
};

// Of which version and to whom something is given, since when it lives, and when it is posted.
struct Giving {
  const Versions& versions;
  VersionOrdinal version;
  Moment since, at;
  Day earned = 0;                  // of the program's zone
  MemberIndex to;
  LifeBook* lives = nullptr;       // of the event at hand; null: every life is worked out
  const Event* event = nullptr;    // that gives it; null: a clock
};

// The posting that gives `accrual`, with the lot it opens.
Posting opening(const Giving& giving, const Accrual& accrual, const MemberState& member, PostingNumber number);

// Judges `event` and books what it gives, and what it changes, in `member` at once: what comes after it sees it. What does
// not fit is not given.
void give_at_once(const DueWorld& world, const Event& event, const Giving& giving, MemberState& member, PostingNumber& next, Outcome& out);

}  // namespace setia::engine
