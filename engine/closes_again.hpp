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
  const PaidByClose& paid() const { return paid_; }

 private:
  bool is_given(const Posting& posting) const;
  GivenSoFar& entry_of(const Posting& posting);
  void take_off(const Posting& posting);
  void add_lost(const Posting& posting);
  bool is_of_close(const Change& change, bool gave) const;
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
