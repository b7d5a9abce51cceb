// Levels as slots read them: a member's own, or of a ladder that a household shares the highest that any of it holds.
#include <algorithm>

#include "engine/levels.hpp"
#include "engine/pool.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

std::int64_t SlotReader::rank_read(const Slot& slot, const MemberState& member) const {
  const Ladder& ladder = program_.ladders[slot.ladder.index()];
  const bool passes = passed_direction_ != 0 && !slot.of_referrer && slot.ladder == passed_ladder_;
  const bool reaches = at_reached_ && !slot.of_referrer;
  if (passes && !reaches) return passed_rank_;
  const auto own = static_cast<std::int64_t>(reaches ? reached_[slot.ladder.index()] : rank_at(ladder, member, event_.stamp.instant_second, day_));
  return shares(ladder, member) ? std::max(own, rank_beside(ladder, member)) : own;
}

std::int64_t SlotReader::rank_beside(const Ladder& ladder, const MemberState& member) const {
  return static_cast<std::int64_t>(rank_of_others(ladder, program_, member, {day_, event_.stamp.instant_second}, state_, scratch_.booking.others));
}

}  // namespace setia::engine
