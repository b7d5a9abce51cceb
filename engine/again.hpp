// What a receipt is judged again with [R1] [R2]: the facts and the head-room recorded with it, and what it has used itself.
//
// A measure is what it was then, moved by what the kept part changes in it; everything else that does not come from the body is
// what it was.
#pragma once

#include <utility>
#include <vector>

#include "engine/moment.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"

namespace setia::engine {

struct OwnUse {
  LimitId limit;
  Wide used = 0;
  bool is_counted = false;  // what is read as used holds it still
};
struct GivenSoFar;
struct Again {
  const Facts* facts = nullptr;  // null: of a close, which sees what is kept now
  std::vector<OwnUse> used;  // ascending by limit
  std::int64_t number = 0;   // of a purchase: it keeps its number while any of it is kept [R3]
  std::vector<std::pair<RuleId, std::int64_t>> marks_left;  // of rules that it was paid for marks: so many of these are not lost yet
  bool nothing_kept = false; // only a level that was reached since, and what it brought, may stay [R5]
  std::vector<Change> reached;         // levels, as recorded with it: no others can be reached by what is kept …
  Moment looked;                       // … and when it was looked at them: of a late receipt, when it came [L1]
  std::vector<ReferralId> completed;   // by the friend in this event: no others are completed by what is kept
  const std::vector<GivenSoFar>* had = nullptr;  // of a return: of a unit that a full balance may have cut, no more is given than this
};

// The fact as recorded; null when none was.
const SlotValue* recorded_fact(const Again& again, SlotId slot);

// A return reaches no mark anew: of `marks` no more than are left [J9].
std::int64_t marks_again(const Again* again, RuleId rule, std::int64_t marks);

// What `limit` leaves of `free`, of which earlier rounds have used `before`: what the receipt had, also where by now more is used than
// the limit allows, and never more than the head-room recorded with the sale.
Wide room_again(const Again& again, LimitId limit, Wide free, Wide before);

}  // namespace setia::engine
