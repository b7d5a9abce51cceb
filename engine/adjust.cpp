// Adjusts: what somebody gives or takes by hand, with a reason.
#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/event_fields.hpp"
#include "engine/life.hpp"
#include "engine/lots.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {

void Booking::adjust() {
  if (!admit_known_member()) return;
  if (text_in(event_.more, "reason") == nullptr)
    return refuse(RefusalReason::kMalformed, "reason", "The adjust does not say why.", "Write a reason that an auditor can read.");
  const std::optional<Asked> asked = signed_units();
  if (!asked) return;
  const Value* expires = find_value(event_.more, "expires");
  if (expires != nullptr && !day_in(event_.more, "expires"))
    return refuse(RefusalReason::kMalformed, "expires", "This is no day.", "Write the last valid day, as in \"2027-12-31\".");
  list_members();
  book_what_fell_due();
  asked->micro > 0 ? give_by_hand(*asked) : take_by_hand({asked->unit, -asked->micro});
  if (out_.refused) return;
  judge_and_post(event_);
}

void Booking::give_by_hand(const Asked& asked) {
  const bool gone = member().standing == Standing::kLeft || member().standing == Standing::kClosed;
  if (gone || (member().standing == Standing::kBlocked && !is_yes(event_.more, "force")))
    return refuse(RefusalReason::kStanding, "member", gone ? "The member has left and is given nothing." : "The member is blocked and is given nothing.",
                  gone ? "Name a member who takes part." : "Write \"force\": true to give all the same.");
  const Unit& unit = program_.units[asked.unit.index()];
  const Holding* holding = find_holding(member(), unit.key);
  const Wide held = holding == nullptr ? Wide{0} : Wide{holding->lots_micro} + holding->pending_micro + holding->held_micro;
  if (held + asked.micro > INT64_MAX)
    return refuse(RefusalReason::kOverflow, "amount", "The balance would be larger than can be counted.", "Give less.");
  Posting posting = posting_of(PostingWhy::kAdjust, asked.unit);
  posting.from = {AccountKind::kAdjusted, MemberIndex{}};
  posting.to = {AccountKind::kAvailable, event_.member};
  posting.amount_micro = asked.micro;
  posting.lot_entered = next_;
  posting.earned = earned_;
  const auto expires = day_in(event_.more, "expires");
  posting.last_valid = expires ? *expires : last_valid_day(unit.life, {earned_, earned_}, member(), program_);
  move(posting);
  pay_debt(Posting{out_.postings.back()}, unit, working(), next_, out_.postings);
  count_move(is_yes(event_.more, "counts") ? MoveKind::kCounted : MoveKind::kReceived, asked);
}

// Lots in spending order, then debt where it is forced and the unit lets it [R7].
void Booking::take_by_hand(const Asked& asked) {
  const Unit& unit = program_.units[asked.unit.index()];
  const Holding* holding = find_holding(member(), unit.key);
  const std::int64_t balance = holding == nullptr ? Units{} : holding->available_micro;
  const bool forced = is_yes(event_.more, "force");
  const Wide floor = !forced ? Wide{0} : unit.may_go_below && unit.floor_micro ? -Wide{*unit.floor_micro} : -Wide{INT64_MAX};
  if (Wide{balance} - asked.micro < floor)
    return refuse(RefusalReason::kBalance, "amount",
                  "The balance is " + units_in_words(balance, unit) + since_expiry(asked.unit) + ", and the adjust takes " +
                      units_in_words(asked.micro, unit) + ".",
                  forced ? "Take no more than the unit lets a balance go below zero." : "Take no more, or write \"force\": true.");
  const std::int64_t from_lots = std::min<std::int64_t>(asked.micro, holding == nullptr ? Units{} : holding->lots_micro);
  take_from_lots({asked.unit, from_lots}, AccountKind::kAdjusted, PostingWhy::kAdjust, {});
  if (from_lots == asked.micro || unit.written_off) return;
  Posting debt = posting_of(PostingWhy::kAdjust, asked.unit);
  debt.from = {AccountKind::kAvailable, event_.member};
  debt.to = {AccountKind::kAdjusted, MemberIndex{}};
  debt.amount_micro = asked.micro - from_lots;
  debt.earned = earned_;
  move(debt);
}

}  // namespace setia::engine
