// Reviews levels: with an event's own postings, and when time is up [S1] [S2] [S4].
//
// Works beside the phases of [J1]: after the postings of an event, before what follows them. Pure: says what changes.
#pragma once

#include <vector>

#include "engine/level_counts.hpp"

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
    std::vector<std::int64_t> taken_off;  // by count: in this event
    bool period_begun = false;
  };
  const Ladder& ladder(LadderId id) const { return program_.ladders[id.index()]; }
  OnLadder& standing(LadderId id);
  bool was_reached_since(LadderId id, const std::vector<Way>& ways, const std::vector<Accrual>& accruals);
  void take_price_off(LadderId id, Counts& counts);
  void climb(LadderId id, const std::vector<Accrual>& accruals, std::vector<Change>& changes);
  bool begins_with_surplus(const Ladder& ladder) const;
  void climb_in_review(LadderId id, std::vector<Change>& changes);
  void pay(LadderId id, const std::vector<Way>& ways, Day day, Counts& counts, const std::vector<Accrual>& accruals, std::vector<Change>& changes);
  void begin_period(LadderId id, Day day, const std::vector<std::int64_t>& own, std::vector<Change>& changes);
  void begin_anew(LadderId id, Day day, std::vector<Change>& changes);
  void take_off(LadderId id, std::size_t count, Day day, std::int64_t own, std::int64_t amount, std::vector<Change>& changes);
  Change gathered_by_levels(MetricId metric, LadderId id, Day day, std::int64_t amount) const;
  void reach(LadderId id, std::size_t rank, Day day, std::vector<Change>& changes);
  void review_at(LadderId id, std::vector<Change>& changes);
  void warn(LadderId id, std::vector<std::string>& warned);
  void fall(LadderId id, const Counts& now, std::vector<Change>& changes);
  Day given_on(const Terms& terms, Day next) const;
  void forget_above(LadderId id, std::size_t rank, std::vector<Change>& changes);
  void hold(LadderId id, std::size_t rank, std::vector<Change>& changes);
  void set_by_hand(std::vector<Change>& changes);
  bool may_take_part(const Ladder& ladder) { return reader_.holds_all(ladder.only_when); }
  Change change(ChangeKind kind, LadderId id, std::size_t rank) const;
  bool rejudged() const { return reader_.again() != nullptr && reader_.again()->facts != nullptr; }
  std::size_t recorded_rank(LadderId id);
  std::size_t rank_when_received(LadderId id) const;
  bool did_reach(LadderId id, std::size_t rank) const;
  Day look_day() const;

  VersionOrdinal version_;
  SlotReader& reader_;
  const Program& program_;
  LevelCounts counts_;
  std::vector<OnLadder> standings_;
  std::vector<LevelPassed> passed_;
  bool by_hand_done_ = false, reviewed_ = false;
};

}  // namespace setia::engine
