// Reviews levels: with an event's own postings, and when time is up [S1] [S2] [S4].
//
// Works beside the phases of [J1]: after the postings of an event, before what follows them. Pure: says what changes.
#pragma once

#include <vector>

#include "engine/follow_ups.hpp"
#include "engine/levels.hpp"

namespace setia::engine {

// A rung passed: what rules `on status change` are started by, in ladder order, rung by rung.
struct LevelPassed {
  LadderId ladder;
  std::size_t rank = 0;
  bool up = false;
};

class StatusWatch {
 public:
  StatusWatch(VersionOrdinal version, SlotReader& reader, FollowUps& follow_ups);

  // Looks at every ladder with what has been given so far; adds the changes, and answers the rungs passed that it has not
  // answered yet.
  std::vector<LevelPassed> review(const std::vector<Accrual>& accruals, std::vector<Change>& changes, std::vector<std::string>& warned);
  // The rank held with what was reviewed so far.
  std::size_t held(LadderId ladder) { return standing(ladder).held; }
  // The ranks that would be held with what is given so far, by ladder.
  std::vector<std::size_t> foresee(const std::vector<Accrual>& accruals, const std::vector<Change>& changes);
  // A rule's `move`, or a level set by hand: a floor with an end.
  void lift(LadderId ladder, std::size_t rank, Day until, std::vector<Change>& changes);

 private:
  // One ladder during one event.
  struct OnLadder {
    bool begun = false;
    std::size_t held = 0;              // after what was reviewed so far
    std::vector<char> reached;         // by rank: in this event
    std::size_t lifted = 0;            // by a floor of this event
  };
  const Ladder& ladder(LadderId id) const { return program_.ladders[id.index()]; }
  OnLadder& standing(LadderId id);
  Counts counts(const Ladder& ladder, const std::vector<Accrual>& accruals, const std::vector<Change>& changes, bool before);
  std::vector<Day> days_since(const Ladder& ladder) const;
  Counts counts_with_own(const Ladder& ladder, Day day, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);
  bool was_reached_since(const Ladder& ladder, const std::vector<Way>& ways, const std::vector<Accrual>& accruals);
  void climb(LadderId id, const std::vector<Accrual>& accruals, std::vector<Change>& changes);
  void reach(LadderId id, std::size_t rank, Day day, std::vector<Change>& changes);
  void review_at(LadderId id, std::vector<Change>& changes);
  void warn(LadderId id, std::vector<std::string>& warned);
  Counts counts_on(const Ladder& ladder, Day day);
  void fall(LadderId id, const Counts& now, std::vector<Change>& changes);
  Day given_on(const Rung& rung, Day next) const;
  void forget_above(LadderId id, std::size_t rank, std::vector<Change>& changes);
  void hold(LadderId id, std::size_t rank, std::vector<Change>& changes);
  void set_by_hand(std::vector<Change>& changes);
  bool keeps_nothing() const { return reader_.again() != nullptr && reader_.again()->nothing_kept; }
  bool may_take_part(const Ladder& ladder) { return reader_.holds_all(ladder.only_when); }
  Change change(ChangeKind kind, LadderId id, std::size_t rank) const;

  VersionOrdinal version_;
  SlotReader& reader_;
  const Program& program_;
  FollowUps& follow_ups_;
  std::vector<OnLadder> standings_;
  std::vector<LevelPassed> passed_;
  bool by_hand_done_ = false, reviewed_ = false;
};

}  // namespace setia::engine
