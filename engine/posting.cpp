#include "engine/posting.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "engine/lots.hpp"

namespace setia::engine {
namespace {

// The first program day on which the lot can fall due: early rather than late where an instant's day is not known here, or
// where inactivity moves the day.
Day due_day(const Posting& posting, const Unit& unit) {
  if (posting.to.kind == AccountKind::kPending || posting.to.kind == AccountKind::kHeld)
    return posting.release.second == 0 ? posting.release.day : static_cast<Day>(posting.release.second / kDaySeconds - 1);
  const auto moves = [](const Expiry& clause) { return clause.since == Since::kLast; };
  if (std::any_of(unit.life.expiries.begin(), unit.life.expiries.end(), moves)) return posting.effective.day + 1;
  return posting.last_valid == kNever ? kNever : posting.last_valid + 1;
}

Wide& sum_for(AccountKind kind, Books& books) {
  switch (kind) {
    case AccountKind::kAvailable:
    case AccountKind::kPending:
    case AccountKind::kHeld: return books.members_micro;
    case AccountKind::kIssued: return books.issued_micro;
    case AccountKind::kRedeemed: return books.redeemed_micro;
    case AccountKind::kExpired: return books.expired_micro;
    case AccountKind::kForfeited: return books.forfeited_micro;
    case AccountKind::kWrittenOff: return books.written_off_micro;
    case AccountKind::kAdjusted: return books.adjusted_micro;
    case AccountKind::kPartner: return books.partners_micro;
  }
  ENSURE(false);
}

void check_equation(const Holding& holding) {
  ENSURE(holding.available_micro == holding.lots_micro - holding.debt_micro && holding.debt_micro >= 0);
}

void leave(const Posting& posting, Holding& holding) {
  switch (posting.from.kind) {
    case AccountKind::kAvailable:
      add_exactly(holding.available_micro, -posting.amount_micro);
      if (posting.lot_left == 0) add_exactly(holding.debt_micro, posting.amount_micro);
      else take_from_lot(holding, posting.lot_left, posting.amount_micro);
      return;
    case AccountKind::kPending:
      add_exactly(holding.pending_micro, -posting.amount_micro);
      take_from_pending(holding.pending, posting.lot_left, posting.amount_micro);
      return;
    default:
      ENSURE(posting.from.kind == AccountKind::kHeld);
      add_exactly(holding.held_micro, -posting.amount_micro);
      take_from_held(holding.held, posting.reverses, posting.amount_micro);
  }
}

void enter(const Posting& posting, const Unit& unit, Holding& holding) {
  const Lot lot{posting.lot_entered, posting.amount_micro, posting.earned, posting.last_valid};
  switch (posting.to.kind) {
    case AccountKind::kAvailable:
      add_exactly(holding.available_micro, posting.amount_micro);
      if (posting.lot_entered == 0) return add_exactly(holding.debt_micro, -posting.amount_micro);
      if (posting.lot_entered == posting.number) open_lot(holding, lot, unit.use);
      else add_to_lot(holding, lot, unit.use);
      break;
    case AccountKind::kPending:
      add_exactly(holding.pending_micro, posting.amount_micro);
      holding.pending.push_back({lot, posting.release});
      break;
    default:
      ENSURE(posting.to.kind == AccountKind::kHeld);
      add_exactly(holding.held_micro, posting.amount_micro);
      holding.held.push_back({lot, posting.number, posting.release});
  }
}

}  // namespace

void book_from(const Posting& posting, const Unit& unit, MemberState& member) {
  Holding& holding = holding_of(member, unit.key);
  leave(posting, holding);
  if (unit.kind == UnitKind::kVoucher && posting.why == PostingWhy::kExpiry) holding.lapsed = std::max(holding.lapsed, posting.last_valid);
  check_equation(holding);
}

void book_to(const Posting& posting, const Unit& unit, MemberState& member) {
  Holding& holding = holding_of(member, unit.key);
  enter(posting, unit, holding);
  check_equation(holding);
  if (posting.lot_entered != 0) member.next_due = std::min(member.next_due, due_day(posting, unit));
}

std::int64_t book_gifts(std::span<const Posting> gifts, const Unit& unit, MemberState& member) {
  Holding& holding = holding_of(member, unit.key);
  std::vector<Lot>& lots = holding.lots;
  std::int64_t sum = 0;
  Day last_valid = kAlways;
  for (const Posting& gift : gifts) {
    const Lot lot{gift.lot_entered, gift.amount_micro, gift.earned, gift.last_valid};
    add_exactly(sum, lot.left_micro);
    const bool last = unit.use == UseOrder::kSoonestExpiring && (lots.empty() || lots.back().last_valid < lot.last_valid || (lots.back().last_valid == lot.last_valid && lots.back().number < lot.number));
    if (last) lots.push_back(lot);
    else insert_lot(holding, lot, unit.use);
    if (lot.last_valid == last_valid) continue;
    last_valid = lot.last_valid;
    member.next_due = std::min(member.next_due, due_day(gift, unit));
  }
  add_exactly(holding.lots_micro, sum);
  add_exactly(holding.available_micro, sum);
  check_equation(holding);
  return sum;
}

void book_sums(const Posting& posting, Books& books) {
  sum_for(posting.from.kind, books) -= posting.amount_micro;
  sum_for(posting.to.kind, books) += posting.amount_micro;
}

Posting reversed(const Posting& posting, const Moment& at) {
  Posting back = posting;
  back.number = 0;
  back.effective_second = at.second;
  back.effective = at.program;
  std::swap(back.from, back.to);
  std::swap(back.lot_left, back.lot_entered);
  back.reverses = posting.number;
  return back;
}

bool is_whole(const Posting& posting, const Holding* holding) {
  const auto is_it = [&](const Lot& lot) { return lot.number == posting.lot_entered && lot.left_micro >= posting.amount_micro; };
  return holding != nullptr && std::any_of(holding->lots.begin(), holding->lots.end(), is_it);
}

Wide sum_of(const Books& books) {
  return books.members_micro + books.issued_micro + books.redeemed_micro + books.expired_micro + books.forfeited_micro +
         books.written_off_micro + books.adjusted_micro + books.partners_micro;
}

void check_sums(const State& state) {
  std::vector<Wide> members(state.books.size());
  for (const MemberState& member : state.members)
    for (const Holding& holding : member.holdings) {
      check_holding(holding);
      ENSURE(holding.unit_key < members.size());
      members[holding.unit_key] += Wide{holding.available_micro} + holding.pending_micro + holding.held_micro;
    }
  for (std::size_t unit = 0; unit < members.size(); ++unit) {
    ENSURE(members[unit] == state.books[unit].members_micro);
    ENSURE(sum_of(state.books[unit]) == 0);
  }
}

}  // namespace setia::engine
