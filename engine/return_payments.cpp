// What units paid of a receipt comes back when it is returned, and what is still spent counts on [R8] [R4].
#include <algorithm>

#include "engine/booking.hpp"
#include "engine/come_back.hpp"
#include "engine/due.hpp"
#include "engine/lots.hpp"
#include "engine/rounding.hpp"
#include "engine/scratch.hpp"
#include "engine/settle_payments.hpp"

namespace setia::engine {
namespace {

// Redeemed, or taken by hand.
AccountKind taken_to(const Posting& posting) { return posting.why == PostingWhy::kAdjust ? AccountKind::kAdjusted : AccountKind::kRedeemed; }
bool moves_units(const Posting& posting) { return posting.why == PostingWhy::kRedemption || posting.why == PostingWhy::kAdjust; }
bool takes(const Posting& posting) { return moves_units(posting) && posting.to.kind == taken_to(posting); }
bool gives_back(const Posting& posting) { return moves_units(posting) && posting.from.kind == taken_to(posting) && posting.reverses != 0; }

Wide sum_of(const std::vector<Posting>& postings) {
  Wide sum = 0;
  for (const Posting& posting : postings) sum += posting.amount_micro;
  return sum;
}

// What of the receipt's money is returned; an event without lines is returned whole.
ReturnedShare share_of(const Event& receipt, const Kept& kept, const Program& program) {
  Wide whole = 0, left = 0;
  for (const Line& line : receipt.lines) whole += line.amount_minor;
  if (receipt.lines.empty() || !kept.anything()) return {1, 1};
  if (whole <= 0) return {0, 1};
  for (const Line& line : kept.event(program).lines) left += line.amount_minor;
  return {whole - left, whole};
}

ReturnedShare coming_back_of(ReturnedShare share, ComesBack how, bool keeps_lines) {
  if (how == ComesBack::kNotAtAll) return {0, 1};
  if (how == ComesBack::kWhole && (keeps_lines || share.returned < share.whole)) return {0, 1};
  return share;
}

ComesBack how_it_comes_back(const Program& program, const Event& receipt, UnitId unit) {
  if (const Reward* const reward = reward_of(program, unit)) return reward->comes_back;
  for (const Payment& payment : receipt.payments) {
    if (unit_named(program, payment.unit) != unit) continue;
    const PayWith* with = pay_with_of(program, receipt, payment);
    if (with != nullptr) return with->comes_back;
  }
  return ComesBack::kInPart;
}

// What a limit of a payment has left of its use when that much of what was taken is kept.
Wide use_kept(const Limit& limit, Wide used, Wide kept, Wide taken) {
  if (limit.kind == CapKind::kTimes) return kept > 0 ? used : 0;
  return taken == 0 ? used : round_quotient(used * kept, taken, RoundMode::kHalfEven);
}

}  // namespace

Event with_payments_settled(const Event& receipt, std::span<const Posting> taken, const Versions& versions, VersionOrdinal version) {
  const Program& program = versions.at(version).program;
  Event settled = receipt;
  for (Payment& payment : settled.payments) {
    if (payment.hold.empty() || payment.has_points) continue;
    for (const Posting& posting : taken) {  // the hold's postings are not told from others of its unit, and need not be
      if (!takes(posting) || posting.from.kind != AccountKind::kHeld) continue;
      const std::string& unit = versions.at(posting.version).program.units[posting.unit.index()].name;
      if (payment.unit.empty()) payment.unit = unit;
      if (payment.unit == unit) payment.points_micro += posting.amount_micro;
    }
    payment.has_points = true;
  }
  settle_payments(program, settled);
  return settled;
}

void Booking::give_back_payments(const Case& receipt, const Kept& kept, std::optional<ReturnedShare> paid, const Moment& at, Recorded recorded) {
  const VersionOrdinal version = receipt.past.facts.version;
  const Program& program = versions_.at(version).program;
  std::vector<Posting> taken, back;
  for (const Posting& posting : receipt.past.outcome.postings) {
    if (takes(posting)) taken.push_back(posting);
    if (gives_back(posting) && recorded == Recorded::kBefore) back.push_back(posting);
  }
  if (taken.empty()) return;
  for (const PastEvent& before : receipt.returns) std::copy_if(before.outcome.postings.begin(), before.outcome.postings.end(), std::back_inserter(back), gives_back);
  if (recorded == Recorded::kNow) std::copy_if(out_.postings.begin(), out_.postings.end(), std::back_inserter(back), gives_back);
  const ReturnedShare share = paid ? *paid : share_of(receipt.past.event, kept, program);
  const bool keeps_lines = !paid && !receipt.past.event.lines.empty() && kept.anything();  // of which some may have cost nothing
  room_.moves.clear();
  while (!taken.empty()) {
    const UnitId unit = taken.front().unit;
    std::vector<Posting> of_unit;
    const auto others = std::stable_partition(taken.begin(), taken.end(), [unit](const Posting& one) { return one.unit != unit; });
    of_unit.assign(others, taken.end());
    taken.erase(others, taken.end());
    give_back_unit(of_unit, back, coming_back_of(share, how_it_comes_back(program, receipt.past.event, unit), keeps_lines), at);
    const Wide left = sum_of(of_unit) - came_back(of_unit, back);
    const bool voucher = program.units[unit.index()].kind == UnitKind::kVoucher;
    if (left > 0) room_.moves.push_back({voucher ? MoveKind::kUsed : MoveKind::kSpent, unit, static_cast<std::int64_t>(left)});
    free_limits(receipt, unit, left, sum_of(of_unit), recorded);
  }
}

void Booking::give_back_unit(const std::vector<Posting>& taken, std::vector<Posting>& back, ReturnedShare share, const Moment& at) {
  for (Posting posting : coming_back(taken, back, share, versions_, at)) {
    const Unit& unit = versions_.at(posting.version).program.units[posting.unit.index()];
    const MemberIndex lender = posting.to.member;
    if (lender != subject_) others_.bring(due_world(), lender, {now_, DueStep::kAll}, next_, out_);
    MemberState& whose = accounts_of(lender);
    posting.number = next_++;
    const bool owed = posting.lot_entered == 0 && holding_of(whose, unit.key).debt_micro >= posting.amount_micro;
    if (posting.lot_entered == 0 && !owed) posting.lot_entered = posting.number;
    book_to(posting, unit, whose);
    out_.postings.push_back(posting);
    back.push_back(posting);
    if (!owed) pay_debt(posting, unit, whose, next_, out_.postings);
    if (lender != subject_) others_.bring(due_world(), lender, {latest(whose), DueStep::kAll}, next_, out_);
  }
}

// Limits of payments count what is still paid.
void Booking::free_limits(const Case& receipt, UnitId unit, Wide kept, Wide taken, Recorded recorded) {
  const VersionOrdinal version = receipt.past.facts.version;
  const Program& program = versions_.at(version).program;
  const auto counts = [&](const Change& change) {
    return change.kind == ChangeKind::kUsed && change.version == version &&
           std::any_of(program.pay_with.begin(), program.pay_with.end(), [&](const PayWith& with) {
             return with.unit == unit && std::find(with.limits.begin(), with.limits.end(), LimitId{std::size_t{change.index}}) != with.limits.end();
           });
  };
  std::vector<Change> first, changed;
  for (const Change& change : receipt.past.outcome.changes)
    if (counts(change)) (change.amount > 0 ? first : changed).push_back(change);
  for (const PastEvent& before : receipt.returns) std::copy_if(before.outcome.changes.begin(), before.outcome.changes.end(), std::back_inserter(changed), counts);
  if (recorded == Recorded::kNow) std::copy_if(out_.changes.begin(), out_.changes.end(), std::back_inserter(changed), [&](const Change& one) { return one.amount < 0 && counts(one); });
  for (const Change& use : first) {
    Wide now = use.amount;
    for (const Change& change : changed) now += change.index == use.index ? change.amount : Wide{0};
    Change freed = use;
    freed.amount = use_kept(program.limits[use.index], use.amount, kept, taken) - now;
    if (freed.amount != 0) out_.changes.push_back(freed);
  }
}

}  // namespace setia::engine
