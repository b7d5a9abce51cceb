#include "engine/posting.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "engine/lots.hpp"

namespace setia::engine {
namespace {

void add(std::int64_t& balance, std::int64_t amount) { ENSURE(!__builtin_add_overflow(balance, amount, &balance)); }

// The first program day on which the lot can fall due; an instant's day is not known here, so a day is spared.
Day due_day(const Posting& posting) {
  constexpr std::int64_t kDaySeconds = 86'400;
  if (posting.to.kind == AccountKind::kPending)
    return posting.release.second == 0 ? posting.release.day : static_cast<Day>(posting.release.second / kDaySeconds - 1);
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

}  // namespace

void book_from(const Posting& posting, const Unit& unit, MemberState& member) {
  Holding& holding = holding_of(member, unit.key);
  switch (posting.from.kind) {
    case AccountKind::kAvailable:
      add(holding.available_micro, -posting.amount_micro);
      if (posting.lot_left == 0) add(holding.debt_micro, posting.amount_micro);
      else take_from_lot(holding.lots, posting.lot_left, posting.amount_micro);
      return;
    case AccountKind::kPending:
      add(holding.pending_micro, -posting.amount_micro);
      take_from_pending(holding.pending, posting.lot_left, posting.amount_micro);
      return;
    default:
      ENSURE(posting.from.kind == AccountKind::kHeld);
      add(holding.held_micro, -posting.amount_micro);
  }
}

void book_to(const Posting& posting, const Unit& unit, MemberState& member) {
  Holding& holding = holding_of(member, unit.key);
  const Lot lot{posting.lot_entered, posting.amount_micro, posting.earned, posting.last_valid};
  switch (posting.to.kind) {
    case AccountKind::kAvailable:
      add(holding.available_micro, posting.amount_micro);
      if (posting.lot_entered == 0) return add(holding.debt_micro, -posting.amount_micro);
      add_lot(holding.lots, lot, unit.use);
      break;
    case AccountKind::kPending:
      add(holding.pending_micro, posting.amount_micro);
      holding.pending.push_back({lot, posting.release});
      break;
    default:
      ENSURE(posting.to.kind == AccountKind::kHeld);
      return add(holding.held_micro, posting.amount_micro);
  }
  member.next_due = std::min(member.next_due, due_day(posting));
}

void book_sums(const Posting& posting, Books& books) {
  sum_for(posting.from.kind, books) -= posting.amount_micro;
  sum_for(posting.to.kind, books) += posting.amount_micro;
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
