// What booking reuses from event to event, so that a steady state allocates nothing.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/event.hpp"
#include "engine/judge.hpp"
#include "engine/life_book.hpp"
#include "engine/state.hpp"

namespace setia::engine {

enum class MoveKind : std::uint8_t {
  kSpent,     // redeemed or paid with
  kUsed,      // vouchers that the receipt uses: no redemption, and they make room for new ones
  kReceived,  // came in without being earned
  kCounted    // came in by hand and counts as earned
};
// What an event moves beside what rules give: measures count it as part of the event.
struct UnitMove {
  MoveKind kind = MoveKind::kSpent;
  UnitId unit;
  std::int64_t micro = 0;
};

class OtherMembers;

struct BookingRoom {
  Judgement judgement;
  std::vector<Accrual> round;     // of the sitting at hand, in the round at hand …
  std::vector<Cut> cuts;          // … what limits took away
  Event event;                    // the event with what its payments left out, where a unit pays
  LifeBook lives;
  std::vector<UnitMove> moves;
  std::optional<UnitId> bought;   // the voucher that the event gets for its price
  MemberState before;             // the member as rules see them, where the event itself takes or gives first [J9]
  MemberState member;             // the event's member, where it changes before the event is judged
  State shared;                   // of the state, what members share, where what comes before the event in its record used some
  Judgement own_judgement;        // of what comes before the event in its record
  Event own_event;
  const OtherMembers* others = nullptr;  // as the record at hand leaves them so far; null: as the state says
};

// What the event moves of a unit in that way.
inline Wide moved_micro(const BookingRoom& room, MoveKind kind, UnitId unit) {
  Wide sum = 0;
  for (const UnitMove& move : room.moves) sum += move.kind == kind && move.unit == unit ? Wide{move.micro} : Wide{0};
  return sum;
}
inline bool spends(const BookingRoom& room) {
  return std::any_of(room.moves.begin(), room.moves.end(), [](const UnitMove& move) { return move.kind == MoveKind::kSpent; });
}

}  // namespace setia::engine
