// From accruals to postings: what rules give becomes a lot, available at once or pending.
#include <algorithm>

#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/life.hpp"
#include "engine/lots.hpp"

namespace setia::engine {

bool Booking::post(const Accrual& accrual, const Giving& giving) {
  const Unit& unit = versions_.at(giving.version).program.units[accrual.unit.index()];
  if (accrual.to != Receiver::kMember) {
    refuse(RefusalReason::kNotYet, "member", "Giving to a referrer or a household is not yet answered.", "Give to the member.");
    return false;
  }
  if (!fits(accrual, unit)) {
    refuse(RefusalReason::kOverflow, "lines", "The balance would be larger than can be counted.", "Split the receipt.");
    return false;
  }
  Posting& posting = out_.postings.emplace_back();
  posting.number = next_++;
  posting.why = PostingWhy::kRule;
  posting.effective_second = giving.at.second;
  posting.effective = giving.at.program;
  posting.from = {AccountKind::kIssued, MemberIndex{}};
  posting.version = giving.version;
  posting.unit = accrual.unit;
  posting.amount_micro = accrual.amount_micro;
  posting.rule = accrual.rule;
  posting.line = accrual.line;
  posting.lot_entered = posting.number;
  open_lot(accrual, giving, posting);
  book(posting);
  return true;
}

bool Booking::fits(const Accrual& accrual, const Unit& unit) {
  given_micro_ += accrual.amount_micro;
  const Holding* holding = find_holding(member(), unit.key);
  const Wide held = holding == nullptr ? Wide{0} : Wide{holding->lots_micro} + holding->pending_micro + holding->held_micro;
  return held + given_micro_ <= INT64_MAX;
}

void Booking::open_lot(const Accrual& accrual, const Giving& giving, Posting& posting) const {
  const Program& program = versions_.at(giving.version).program;
  const Rule& rule = program.rules[accrual.rule.index()];
  const Life& units = program.units[accrual.unit.index()].life;
  const bool own_pending = rule.life && rule.life->pending.any;
  const bool own_expiry = rule.life && (rule.life->never || !rule.life->expiries.empty());
  const std::optional<Release> release = release_of(own_pending ? rule.life->pending : units.pending, giving.since, giving.earned, member(), program);
  posting.earned = giving.earned;
  const Day released = release ? moment_of(*release, giving.since).program.day : giving.earned;
  posting.last_valid = last_valid_day(own_expiry ? *rule.life : units, {giving.earned, released}, member(), program);
  const bool waits = release && moment_of(*release, giving.at).second > giving.at.second;  // one born past its release is available
  posting.to = {waits ? AccountKind::kPending : AccountKind::kAvailable, subject_};
  if (waits) posting.release = *release;
}

// Booking is only needed where a later posting of this event depends on it: debt to be paid, a lot that is past already.
void Booking::book(const Posting& posting) {
  const Unit& unit = versions_.at(posting.version).program.units[posting.unit.index()];
  const Holding* holding = find_holding(member(), unit.key);
  const bool indebted = holding != nullptr && holding->debt_micro > 0;
  const bool past = posting.last_valid < now_.program.day;
  if (booking_) {
    book_to(posting, unit, working());
  } else if (indebted || past) {
    book_from_now_on();
  } else {
    return;
  }
  if (posting.to.kind == AccountKind::kAvailable && indebted) {
    const Posting opened = posting;  // the list may move
    pay_debt(opened, unit, working(), next_, out_.postings);
  }
}

// A lot born past its expiry comes and goes in one, seen from the last instant booked for the member [L1].
void Booking::expire_what_came_too_late() {
  if (!booking_) return;
  const bool late = now_.second < member().last_second;
  const Moment until = late ? Moment{member().last_second, member().last_program} : now_;
  book_due(versions_, subject_, until, working(), next_, out_.postings);
}

}  // namespace setia::engine
