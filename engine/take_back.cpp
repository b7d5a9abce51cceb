#include "engine/take_back.hpp"

#include <algorithm>

#include "engine/due.hpp"
#include "engine/ensure.hpp"
#include "engine/lots.hpp"

namespace setia::engine {

void TakingBack::take(const GivenSoFar& given, std::int64_t amount_micro) {
  ENSURE(!given.lots.empty());
  given_ = &given;
  left_micro_ = amount_micro;
  for (auto lot = given.lots.rbegin(); lot != given.lots.rend(); ++lot) take_from_lot(*lot);
  // A voucher that was used stays used [R4].
  if (versions_.at(version_).program.units[given.unit.index()].kind == UnitKind::kVoucher) return;
  const GivenLot& first = given.lots.front();
  take_from_others(first);
  take_what_is_not_there(first);
  ENSURE(left_micro_ == 0);
}

Holding& TakingBack::holding() { return holding_of(member_, versions_.at(version_).program.units[given_->unit.index()].key); }

void TakingBack::take_from(Account from, const Lot& lot, PostingNumber reverses, std::int64_t most_micro) {
  const std::int64_t amount = std::min(left_micro_, most_micro);
  if (amount <= 0) return;
  Posting& posting = out_.emplace_back();
  posting.number = next_++;
  posting.why = given_->back_by;
  posting.effective_second = now_.second;
  posting.effective = now_.program;
  posting.from = from;
  posting.to = {given_->back_to, MemberIndex{}};
  posting.lot_left = lot.number;
  posting.version = version_;
  posting.unit = given_->unit;
  posting.amount_micro = amount;
  posting.rule = given_->rule;
  posting.line = given_->line;
  posting.last_valid = lot.last_valid;
  posting.earned = lot.earned;
  posting.reverses = reverses;
  left_micro_ -= amount;
  if (is_members(from.kind)) book_from(posting, versions_.at(version_).program.units[given_->unit.index()], member_);
}

void TakingBack::take_from_lot(const GivenLot& lot) {
  std::int64_t rest = std::min(lot.amount_micro, left_micro_);
  const auto take = [&](Account from, const Lot& one, std::int64_t most) {
    const std::int64_t before = left_micro_;
    take_from(from, one, lot.given.number, std::min(rest, most));
    rest -= before - left_micro_;
  };
  const Lot lost{lot.given.number, 0, lot.given.earned, lot.given.last_valid};
  take({AccountKind::kExpired, MemberIndex{}}, lost, lot.expired_micro);
  take({AccountKind::kForfeited, MemberIndex{}}, lost, lot.forfeited_micro);
  const auto is_it = [&](const Lot& open) { return open.number == lot.given.number; };
  const Holding& held = holding();
  const auto open = std::find_if(held.lots.begin(), held.lots.end(), is_it);
  if (open != held.lots.end()) take({AccountKind::kAvailable, index_}, Lot(*open), open->left_micro);
  const auto pending = std::find_if(held.pending.begin(), held.pending.end(), [&](const PendingLot& one) { return is_it(one.lot); });
  if (pending != held.pending.end()) take({AccountKind::kPending, index_}, Lot(pending->lot), pending->lot.left_micro);
}

void TakingBack::take_from_others(const GivenLot& lot) {
  while (left_micro_ > 0 && !holding().lots.empty()) {
    const Lot next = holding().lots.front();
    take_from({AccountKind::kAvailable, index_}, next, lot.given.number, next.left_micro);
  }
}

// Debt is lot 0; what may not be owed is written off.
void TakingBack::take_what_is_not_there(const GivenLot& lot) {
  const Lot debt{0, 0, lot.given.earned, kNever};
  take_from({AccountKind::kAvailable, index_}, debt, lot.given.number, debt_room());
  take_from({AccountKind::kWrittenOff, MemberIndex{}}, debt, lot.given.number, left_micro_);
}

std::int64_t TakingBack::debt_room() const {
  const std::uint32_t key = versions_.at(version_).program.units[given_->unit.index()].key;
  const UnitThen then = unit_as_of(versions_, key, versions_.in_force(now_.program.day));
  const Unit& unit = versions_.at(then.version).program.units[then.unit.index()];
  const Holding* holding = find_holding(member_, key);
  const std::int64_t owed = holding == nullptr ? Units{} : holding->debt_micro;
  if (unit.may_go_below) return std::max<std::int64_t>(0, unit.floor_micro.value_or(INT64_MAX) - owed);
  return unit.written_off ? 0 : INT64_MAX - owed;
}

}  // namespace setia::engine
