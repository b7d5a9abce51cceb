// What a member may spend together with their household [U4]: lots stay whose they are, and all who take part lend theirs.
#pragma once

#include <vector>

#include "engine/levels.hpp"
#include "engine/other_members.hpp"
#include "engine/windows.hpp"

namespace setia::engine {

// True when the unit is shared and there is somebody to share it with.
inline bool shares(const Unit& unit, const MemberState& member) { return unit.shared != Sharing::kOwn && !member.household.empty(); }

// A lot of a member, or a part of one.
struct LentLot {
  MemberIndex of;
  Lot lot;
};

class Pool {
 public:
  // `others`: as the record at hand leaves them; null: as the state says. The member takes part, whatever their standing.
  Pool(MemberIndex index, const MemberState& member, const State& state, const OtherMembers* others);

  // Of a shared unit, what all have less what any of them owes; below zero when that is more.
  Wide available_micro(const Unit& unit) const;
  // Lots that come to `amount_micro`, which must be available: in spending order, or of each in proportion.
  std::vector<LentLot> first_of(const Unit& unit, std::int64_t amount_micro) const;

 private:
  struct Sharer {
    MemberIndex index;
    const MemberState* member = nullptr;
  };
  std::vector<LentLot> in_order(const Unit& unit, std::int64_t amount_micro) const;
  std::vector<LentLot> in_proportion(const Unit& unit, std::int64_t amount_micro) const;

  std::vector<Sharer> sharers_;  // in joining order
};

// What a member may spend of any unit.
std::int64_t spendable_micro(const Unit& unit, MemberIndex index, const MemberState& member, const State& state, const OtherMembers* others);

// True when the ladder has one level for the member and others.
inline bool shares(const Ladder& ladder, const MemberState& member) { return ladder.shared && !member.household.empty(); }

// Of a ladder that a household shares, the highest rank that one of the others holds at an instant (UTC), which falls on `day`: the
// level of all is the highest of any. What nothing keeps any more is not held, whether that is booked or not.
std::size_t rank_of_others(const Ladder& ladder, const Program& program, const MemberState& member, TimeOfReading when, const State& state,
                           const OtherMembers* others);
// The level of a member on a ladder, shared or not, as the state says; `day` being today.
std::size_t level_now(const Ladder& ladder, const Program& program, const MemberState& member, Day day, const State& state);

}  // namespace setia::engine
