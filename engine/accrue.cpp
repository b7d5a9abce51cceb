// From accruals to postings: what rules give becomes a lot, available at once or pending.
#include <algorithm>

#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/giving.hpp"
#include "engine/lots.hpp"
#include "engine/own_life.hpp"
#include "engine/timetable.hpp"

namespace setia::engine {

bool Booking::post(const Accrual& accrual, const Giving& giving) {
  const Unit& unit = versions_.at(giving.version).program.units[accrual.unit.index()];
  if (accrual.to != Receiver::kMember) {
    refuse(RefusalReason::kNotYet, "member", "Giving to a household is not yet answered.", "Give to the member.");
    return false;
  }
  if (!fits(accrual, unit)) {
    refuse(RefusalReason::kOverflow, "lines", "The balance would be larger than can be counted.", "Split the receipt.");
    return false;
  }
  out_.postings.push_back(opening(giving, accrual, member(), next_++));
  const Posting posting = out_.postings.back();  // the list may move
  book(posting);
  return true;
}

bool Booking::fits(const Accrual& accrual, const Unit& unit) {
  given_micro_ += accrual.amount_micro;
  const Holding* holding = find_holding(member(), unit.key);
  const Wide held = holding == nullptr ? Wide{0} : Wide{holding->lots_micro} + holding->pending_micro + holding->held_micro;
  return held + given_micro_ <= INT64_MAX;
}

// Booking is only needed where a later posting of this event depends on it: debt to be paid, a lot that is past already.
void Booking::book(const Posting& posting) {
  const Unit& unit = versions_.at(posting.version).program.units[posting.unit.index()];
  const Holding* holding = find_holding(member(), unit.key);
  const bool indebted = holding != nullptr && holding->debt_micro > 0;
  const bool past = posting.last_valid < now_.program.day;
  if (booking_) {
    book_to(posting, unit, working());
    note_own_life(versions_, posting, working());
  } else if (indebted || past) {
    book_from_now_on();
  } else {
    return;
  }
  if (posting.to.kind == AccountKind::kAvailable && indebted) {
    pay_debt(posting, unit, working(), next_, out_.postings);
  }
}

// What kept lots alive past their day may have ended with this event: then they go at once [U1].
void Booking::expire_what_nothing_keeps() {
  if (!versions_.timetable(version_).keeps_while || now_.second < member().last_second) return;
  book_from_now_on();
  book_due(due_world(), subject_, {now_, DueStep::kAll}, working(), next_, out_);
}

// A lot born past its expiry comes and goes in one, seen from the last instant booked for the member [L1].
void Booking::expire_what_came_too_late() {
  if (!booking_) return;
  const bool late = now_.second < member().last_second;
  const Moment until = late ? Moment{member().last_second, member().last_program} : now_;
  book_due(due_world(), subject_, {until, late ? member().last_step : DueStep::kAll}, working(), next_, out_);
}

}  // namespace setia::engine
