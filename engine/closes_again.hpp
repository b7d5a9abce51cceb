// Results of periods that closed after a receipt, judged again with what a return leaves of it [R6].
#pragma once

#include <span>
#include <vector>

#include "engine/clock_dues.hpp"
#include "engine/given_so_far.hpp"
#include "engine/outcome.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// What a close has given a member so far.
struct PaidByClose {
  std::vector<GivenSoFar> given;  // ascending by rule, unit and line
  std::vector<Change> changed;    // what it used of limits, and what of it counts as earned; each key once
};

// Adds up outcomes in the order of their records. `uses`: the changes that say how much a limit of the close is used in its
// windows, without an amount.
class ClosePayments {
 public:
  ClosePayments(const ClockDue& due, MemberIndex member, std::vector<Change> uses, const Versions& versions)
      : due_(due), member_(member), uses_(std::move(uses)), program_(versions.at(due.version).program) {}

  void add(std::span<const Posting> postings, std::span<const Change> changes);
  PaidByClose paid() const;

 private:
  // What of the close, or of another close of its rules, a record posted.
  struct Touched {
    bool gave = false, took = false, other = false;
  };

  bool is_by_rules(const Posting& posting) const;
  bool is_given(const Posting& posting) const;
  Touched take_postings(std::span<const Posting> postings);
  GivenSoFar& entry_of(const Posting& posting);
  bool take_off(const Posting& posting);  // false when it takes back nothing of the close
  void add_lost(const Posting& posting);
  bool is_of_close(const Change& change, const Touched& touched) const;
  bool is_use_of_close(const Change& change, const Touched& touched) const;
  void add(const Change& change);

  const ClockDue& due_;
  MemberIndex member_;
  std::vector<Change> uses_;
  const Program& program_;
  PaidByClose paid_;
};

// The changes that turn what was into what is.
std::vector<Change> difference_of(const std::vector<Change>& was, const std::vector<Change>& is, const Program& program);

}  // namespace setia::engine
