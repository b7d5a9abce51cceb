// What a receipt has given and used so far, its returns counted: what a return's difference is taken from [R1].
#pragma once

#include <span>
#include <vector>

#include "engine/history.hpp"
#include "engine/outcome.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// A lot that the receipt gave.
struct GivenLot {
  Posting given;                    // the posting that gave it
  std::int64_t amount_micro = 0;    // given and not taken back
  std::int64_t expired_micro = 0;   // of that, what expired or was forfeited
  std::int64_t forfeited_micro = 0;
};
// What one rule gave of a unit: one entry per line where the rule gives by line.
struct GivenSoFar {
  RuleId rule;
  UnitId unit;
  std::int32_t line = 0;
  MemberIndex to;                   // the event's member, or another whom it reached
  std::int64_t amount_micro = 0;
  std::vector<GivenLot> lots;       // in order of number
  PostingWhy back_by = PostingWhy::kReturn;         // how it is taken back: what was given by hand,
  AccountKind back_to = AccountKind::kIssued;       // by hand
};

// Ascending by rule, unit, line and receiver. `booked`: what the record at hand has posted already.
std::vector<GivenSoFar> given_so_far(const Case& receipt, std::span<const Posting> booked, const Versions& versions);

// What it added to limits, measures, counters and purchases, each key once.
std::vector<Change> changed_so_far(const Case& receipt, const Versions& versions);

// What a record that judged the receipt again says of it: all of a return; where a rule was joined, the receipt's part.
struct PartOfRecord {
  std::span<const Posting> postings;
  std::span<const Change> changes;
};
PartOfRecord part_of(const PastEvent& again, Sequence receipt);

// Where an event's own postings begin, past those that fell due before it, or came with joining by it.
PostingNumber first_posting(std::span<const Change> changes);

// True when neither the rule nor the unit lets a return take anything.
bool takes_nothing(const Program& program, RuleId rule, UnitId unit);

// True when it adds to one of the rule's own limits.
bool is_use_by(const Change& change, const Rule& rule, VersionOrdinal version);

// True when changes of this kind add to a total.
bool adds_up(ChangeKind kind);
bool same_total(const Change& a, const Change& b);
// True when its count is added, too.
bool counts(const Change& change);

}  // namespace setia::engine
