// Which rules an event starts: candidates from the index, their conditions asked cheapest first, the room of their limits noted
// where those conditions hold that a return cannot change.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/follow_ups.hpp"
#include "engine/index.hpp"
#include "engine/outcome.hpp"
#include "engine/scratch.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

class Matching {
 public:
  // `rooms` are the head-rooms recorded with the event. All must outlive it.
  Matching(const Program& program, const Index& index, SlotReader& reader, Scratch& scratch, FollowUps& follow_ups, std::vector<HeadRoom>& rooms)
      : program_(program), index_(index), reader_(reader), scratch_(scratch), follow_ups_(follow_ups), rooms_(rooms) {}

  bool gives_now() const { return reader_.member().joining != 0 && reader_.member().standing == Standing::kActive && program_.runs.contains(reader_.day()); }

  // Finds the rules that the event starts, into the scratch. `tells`: extras on lines that the event does not have are found too,
  // for who wants to know why they come to nothing.
  void find(bool tells);
  // Whether all rules found ask for nothing special.
  bool found_plain() const { return found_plain_; }
  // Whether a rule earns at the level reached, which is not known yet.
  bool waits_for_level() const { return waits_for_level_; }

  // Matches the rules that a change of level, a badge or a referral starts. `badge` is the one awarded, `completed` the referral.
  bool follow_up(EventKind kind, UnitId badge, std::optional<ReferralId> completed);

 private:
  std::int64_t marks_when_held(RuleId id, const Index::Row& row);
  bool asks(const Index::Row& row);
  bool may_match(const Rule& rule);
  bool starts(const Rule& rule) const;
  void note_room(LimitId limit);
  void add_room(LimitId limit);
  std::span<const RuleId> candidates();
  std::int64_t marks_of(const Index::Checks& checks);

  const Program& program_;
  const Index& index_;
  SlotReader& reader_;
  Scratch& scratch_;
  FollowUps& follow_ups_;
  std::vector<HeadRoom>& rooms_;
  bool found_plain_ = true;
  bool waits_for_level_ = false;
};

}  // namespace setia::engine
