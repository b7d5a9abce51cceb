// Joining a rule that counts from the start: what came before is judged again as if it had always been joined, and the
// difference is posted now, receipt by receipt [P3].
#include "engine/booking.hpp"
#include "engine/event_day.hpp"
#include "engine/member_changes.hpp"
#include "engine/settle_payments.hpp"
#include "engine/voids.hpp"

namespace setia::engine {

void Booking::count_from_start(Cases cases) {
  book_from_now_on();
  take_change(versions_, out_.changes.back(), now_.second, working());
  if (member().standing != Standing::kActive) return;
  for (const Case& earlier : cases) {
    if (earlier.kind != CaseKind::kFromStart || out_.refused) continue;
    Case receipt = earlier;
    if (has_unit_payments(receipt.past.event))
      receipt.past.event = with_payments_settled(receipt.past.event, receipt.past.outcome.postings, versions_, receipt.past.facts.version);
    Kept kept(receipt.past.event);
    for (const PastEvent& before : receipt.returns)
      if (before.event.kind == EventKind::kReturn) kept.take_off(before.event);
    const Redeemed vouchers = vouchers_of(receipt);
    const bool is_void = vouchers.got > 0 && vouchers.voided == vouchers.got;
    if (kept.anything() && !is_void && !receipt.past.outcome.without_member) count_again(receipt, kept);
  }
}

void Booking::count_again(const Case& receipt, const Kept& kept) {
  const std::size_t postings = out_.postings.size(), first = out_.changes.size();
  note_return(receipt.past.sequence, 0);
  out_.changes.back().amount = static_cast<std::int64_t>(next_);
  const std::vector<GivenSoFar> given = given_so_far(receipt, out_.postings, versions_);
  const std::vector<Change> changed = changed_so_far(receipt, versions_);
  give_back_payments(receipt, kept, {}, now_, Recorded::kBefore);
  judge_kept(receipt, kept, given, changed, Recorded::kBefore);
  if (room_.judgement.overflow)
    return refuse(RefusalReason::kOverflow, "name", "The amounts are larger than can be counted.", "Give what is due by hand.");
  const VersionOrdinal version = receipt.past.facts.version;
  const Stamp& stamp = receipt.past.event.stamp;
  const Day earned = earned_day(versions_.at(version).program.calendar, receipt.past.event);
  std::vector<Accrual> mine;
  for (const Accrual& accrual : room_.judgement.accruals)
    if (accrual.to == Receiver::kMember) mine.push_back(accrual);
  post_difference(given, std::move(mine), {}, {versions_, version, {stamp.instant_second, stamp.program}, now_, earned, subject_}, working());
  if (out_.refused) return;
  change_by_difference(version, changed);
  if (out_.postings.size() == postings && out_.changes.size() == first + 1) return out_.changes.pop_back();
  for (std::size_t i = first + 1; i < out_.changes.size(); ++i) see(out_.changes[i]);
  known_changes_ = out_.changes.size();
}

// What one receipt used and gathered is there when the next is judged.
void Booking::see(const Change& change) {
  if (change.member == subject_) return take_change(versions_, change, now_.second, working());
  if (change.kind != ChangeKind::kUsed) return;
  if (shared_ == &state_) room_.shared.usage = state_.usage;
  shared_ = &room_.shared;
  take_use(versions_, change, room_.shared.usage);
}

}  // namespace setia::engine
