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
  if (like_ < out_.postings.size() && post_like(accrual)) return true;
  const Program& program = giving.version == version_ ? program_ : versions_.at(giving.version).program;
  const Unit& unit = program.units[accrual.unit.index()];
  if (accrual.to != Receiver::kMember) {
    refuse(RefusalReason::kNotYet, "member", "Giving to a household is not yet answered.", "Give to the member.");
    return false;
  }
  const Holding* holding = find_holding(member(), unit.key);
  if (!fits(accrual, holding)) {
    refuse(RefusalReason::kOverflow, "lines", "The balance would be larger than can be counted.", "Split the receipt.");
    return false;
  }
  const bool indebted = holding != nullptr && holding->debt_micro > 0;
  out_.postings.push_back(opening(giving, accrual, member(), next_++));
  // Booking is only needed where a later posting of this event depends on it: debt to be paid, a lot that is past already.
  if (booking_ || indebted || out_.postings.back().last_valid < now_.program.day) {
    book(out_.postings.back(), unit, indebted);
  } else if (giving.lives != nullptr && giving.lives->knows(unit.life) && !program.rules[accrual.rule.index()].life) {
    like_ = out_.postings.size() - 1;
    like_free_ = INT64_MAX - (holding == nullptr ? Wide{0} : Wide{holding->lots_micro} + holding->pending_micro + holding->held_micro);
  }
  return true;
}

// Of the unit that was given last, by the same giving: nothing but rule and amount differs.
bool Booking::post_like(const Accrual& accrual) {
  const Posting& like = out_.postings[like_];
  if (accrual.unit != like.unit || accrual.to != Receiver::kMember || booking_ || program_.rules[accrual.rule.index()].life) return false;
  if (given_micro_ + accrual.amount_micro > like_free_) return false;
  given_micro_ += accrual.amount_micro;
  Posting posting = like;
  posting.number = posting.lot_entered = next_++;
  posting.amount_micro = accrual.amount_micro;
  posting.rule = accrual.rule;
  posting.line = accrual.line;
  out_.postings.push_back(posting);
  return true;
}

bool Booking::fits(const Accrual& accrual, const Holding* holding) {
  given_micro_ += accrual.amount_micro;
  const Wide held = holding == nullptr ? Wide{0} : Wide{holding->lots_micro} + holding->pending_micro + holding->held_micro;
  return held + given_micro_ <= INT64_MAX;
}

// By value: the list may move.
void Booking::book(Posting posting, const Unit& unit, bool indebted) {
  if (booking_) {
    book_to(posting, unit, working());
    note_own_life(versions_, posting, working());
  } else {
    book_from_now_on();
  }
  if (posting.to.kind == AccountKind::kAvailable && indebted) pay_debt(posting, unit, working(), next_, out_.postings);
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
