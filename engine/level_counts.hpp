// What the counts of a ladder come to: before and after an event, on another day, with what is carried over.
#pragma once

#include "engine/carried.hpp"
#include "engine/follow_ups.hpp"

namespace setia::engine {

// What decides when time is up for a level, and what decides at all other times.
enum class CountFor : std::uint8_t { kClimbing, kKeeping };

class LevelCounts {
 public:
  LevelCounts(SlotReader& reader, FollowUps& follow_ups) : reader_(reader), program_(reader.program()), follow_ups_(follow_ups) {}

  Counts before(const Ladder& ladder, CountFor which = CountFor::kClimbing);
  Counts after(const Ladder& ladder, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);
  // As they will be on a later day, if nothing more comes.
  Counts on(const Ladder& ladder, Day day, CountFor which = CountFor::kClimbing);
  // The same, with what the event itself adds to windows that hold both.
  Counts on_with_own(const Ladder& ladder, Day day, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);
  // What the event itself adds, by count.
  std::vector<std::int64_t> own(const Ladder& ladder, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);
  // A day, and those after it on which something was counted.
  std::vector<Day> days_since(const Ladder& ladder, Day first) const;

 private:
  bool keeps_nothing() const { return reader_.again() != nullptr && reader_.again()->nothing_kept; }
  const Reading* reading_of(SlotId slot) const;
  std::int64_t value_after(SlotId slot, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);
  void add_carried(const Ladder& ladder, Day day, const OwnCounts& own, Counts& counts) const;

  SlotReader& reader_;
  const Program& program_;
  FollowUps& follow_ups_;
};

}  // namespace setia::engine
