// What limits still leave room for, and what an event uses of them [J5].
//
// Scale of room and use: times as whole numbers, pieces and units in millionths, spend in minor units, money in
// millionths of a minor unit (points count at their worth, rounded up).
#pragma once

#include <cstdint>

#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

inline constexpr Wide kUnlimited = static_cast<Wide>(1) << 120;

// True when the limit's own dates hold the event.
bool counts_now(const Limit& limit, const SlotReader& reader);

// True when what is given to that receiver counts: a limit on amounts per member or per referrer counts what that one gets.
bool bounds(const Limit& limit, Receiver to);

// True when what is used outlives the event: everything but `per receipt`, `per line` and `per item`.
bool is_kept(const Limit& limit);

// What is free, never below zero; kUnlimited when the limit does not count now. Worked out once before the event uses anything.
Wide work_out_room(LimitId id, SlotReader& reader);
inline Wide room_of(LimitId id, SlotReader& reader) {
  if (!reader.scratch().used.empty()) return work_out_room(id, reader);
  UsedBefore& known = reader.scratch().used_before[id.index()];
  if (known.room_reader == reader.number()) return known.room;
  const PlainLimit& plain = reader.index().plain_limit(id);
  if (!plain.any || reader.again() != nullptr) return work_out_room(id, reader);
  const std::int64_t window = plain.for_ever ? 0 : reader.days().window(plain.calendar).first;
  if (window <= reader.member().newest_use) return work_out_room(id, reader);
  known.room_reader = reader.number();  // the window is newer than all that the member has used of anything
  return known.room = plain.most;
}
inline Wide room_of(const Limit& limit, SlotReader& reader) { return room_of(LimitId{static_cast<std::size_t>(&limit - reader.program().limits.data())}, reader); }

// `per line` and `per item`: what is free of one line. What is of no line stands behind the last, as one line of one piece.
bool is_by_line(const Limit& limit);
Wide room_at(const Limit& limit, std::size_t line, SlotReader& reader);

// The step in which amounts of a unit given by a rule are posted: that of its last rounding stage.
std::int64_t posted_step(const Rule& rule, const Unit& unit);

// The most of a unit, in millionths, that `room` lets be given, down to `step_micro`. `room` of money limits and of shares
// of the basket in millionths of a minor unit.
Wide units_within(const Limit& limit, Wide room, const Unit& unit, std::int64_t step_micro);

// Millionths of a minor unit that an amount is worth, rounded up; 0 where the unit has no worth.
Wide money_of(Wide amount_micro, const Unit& unit);

// What giving `amount_micro` of `unit` uses of a limit on units or money.
Wide use_of(const Limit& limit, Wide amount_micro, const Unit& unit);

// What the reader's member has used of it by themselves, in the window of the event.
Wide used_alone(const Limit& limit, SlotReader& reader);

// The change that records `amount` more used, in the window and scope of the event.
Change usage_change(LimitId id, const Limit& limit, VersionOrdinal version, MemberIndex member, Wide amount, SlotReader& reader);

}  // namespace setia::engine
