// What a return takes beside its own receipt: of others whom that reached [R4], of marks and levels of other receipts [J9] [R5].
#include <algorithm>
#include <iterator>

#include "engine/booking.hpp"
#include "engine/gather_beside.hpp"
#include "engine/given_so_far.hpp"
#include "engine/kept.hpp"
#include "engine/marks.hpp"
#include "engine/member_changes.hpp"
#include "engine/referrals.hpp"
#include "engine/scratch.hpp"
#include "engine/settle_payments.hpp"
#include "engine/slot_reader.hpp"
#include "engine/take_back.hpp"
#include "engine/undone.hpp"

namespace setia::engine {

// The kept part is judged with the referrer as they would be without the receipt.
std::optional<MemberState> Booking::referrer_without(MemberIndex referrer, const Case& receipt, const std::vector<GivenSoFar>& given,
                                                     const std::vector<Change>& changed) {
  if (referrer == MemberIndex{}) return std::nullopt;
  others_.working(referrer);
  return without(receipt, given, changed, versions_, referrer, others_.now(referrer));
}

// And what followed for them, and for who referred them in turn.
void Booking::give_back_to(MemberIndex whom, const Case& receipt, const SoFar& so_far, const Giving& giving) {
  if (whom == MemberIndex{} || whom == subject_) return;
  const auto theirs = [&](const auto& one) { return one.member == whom; };
  const auto given = [&](const GivenSoFar& entry) { return entry.to == whom; };
  const bool gave = std::any_of(so_far.given.begin(), so_far.given.end(), given);
  if (!gave && so_far.kept.empty() && std::none_of(so_far.changed.begin(), so_far.changed.end(), theirs)) return;
  others_.bring(due_world(), whom, {giving.at, DueStep::kAll}, next_, out_);
  MemberState& receiver = others_.working(whom);
  others_.touch(whom);
  std::vector<Accrual> kept = so_far.kept;
  for (Accrual& accrual : kept) accrual.to = Receiver::kMember;
  const Program& program = versions_.at(giving.version).program;
  const MemberState then = without(receipt, so_far.given, so_far.changed, versions_, whom, receiver);
  const Event event = received_event(receipt.past.event, whom);
  Again again{nullptr, {}, 0, {}, kept.empty(), {}, {}, completed_by(so_far.changed, whom), nullptr};
  std::copy_if(so_far.changed.begin(), so_far.changed.end(), std::back_inserter(again.reached),
               [&](const Change& change) { return theirs(change) && change.kind == ChangeKind::kReached && change.amount > 0; });
  Judgement follows;
  judge_received(program, giving.version, versions_.index(giving.version), state_, then, event, kept, scratch_, follows, &again);
  if (!versions_.foreign(giving.version).empty()) {
    Judgement all = follows;
    all.accruals.insert(all.accruals.begin(), kept.begin(), kept.end());
    if (!kept.empty()) gather_beside(versions_, giving.version, state_, then, event, scratch_, all);
    follows.changes = std::move(all.changes);
  }
  std::vector<Accrual> on;
  for (const Accrual& accrual : follows.accruals) (accrual.to == Receiver::kMember ? kept : on).push_back(accrual);
  Giving to = giving;
  to.to = whom;
  post_difference(so_far.given, kept, bought_by(receipt, so_far.given, out_.postings, whom), to, receiver);
  room_.judgement.changes.insert(room_.judgement.changes.end(), follows.changes.begin(), follows.changes.end());
  give_back_to(referrer_at(receiver, event.stamp.instant_second), receipt, {so_far.given, so_far.changed, on}, giving);
}

// What the record changes in others from `first_change` on; levels whose cause is gone are undone [R5].
void Booking::take_by_others(std::size_t first_change, VersionOrdinal version, const Moment& at) {
  const std::vector<MemberIndex> touched = others_.touched();
  for (const MemberIndex other : touched) {
    if (other == subject_) continue;
    const std::size_t end = out_.changes.size();
    undo_levels(version, other, others_.now(other), at);
    std::vector<Change> theirs(out_.changes.begin() + static_cast<std::ptrdiff_t>(first_change), out_.changes.begin() + static_cast<std::ptrdiff_t>(end));
    theirs.insert(theirs.end(), out_.changes.begin() + static_cast<std::ptrdiff_t>(end), out_.changes.end());
    others_.take(theirs, other, now_.second);
  }
}

// Whether all steps of the referrals that the event completed are still done by what is kept.
bool Booking::is_still_done(const Case& completed) {
  const VersionOrdinal version = completed.past.facts.version;
  const Program& program = versions_.at(version).program;
  SlotReader reader(program, versions_.index(version), state_, member(), event_, scratch_);
  return std::all_of(completed.past.outcome.changes.begin(), completed.past.outcome.changes.end(), [&](const Change& change) {
    if (change.kind != ChangeKind::kFriendDone || change.amount <= 0 || change.member != subject_) return true;
    const std::vector<Check>& steps = program.referrals[change.index].steps;
    return std::all_of(steps.begin(), steps.end(), [&](const Check& step) {
      const SlotReading now = reader.read_now(step.slot);
      return now.status == SlotStatus::kPresent && static_cast<std::uint64_t>(now.value) - static_cast<std::uint64_t>(step.low) <= step.width;
    });
  });
}

// What is returned was a step of a referral that another event completed, or kept a level that another had reached: without it that event
// did not.
void Booking::reconsider(const Case& other) {
  take_own_changes();
  if (other.kind == CaseKind::kCompleted && is_still_done(other)) return;
  Case settled = other;
  settled.past.event = with_payments_settled(other.past.event, other.past.outcome.postings, versions_, other.past.facts.version);
  Kept kept(settled.past.event);
  for (const PastEvent& before : settled.returns)
    if (before.event.kind == EventKind::kReturn) kept.take_off(before.event);
  if (other.kind == CaseKind::kRose && kept.anything()) return;  // by what was recorded with it, it reached the level itself [R1]
  const std::size_t place = out_.changes.size();
  Change of = change(ChangeKind::kOfAnother);
  of.window = static_cast<std::int64_t>(other.past.sequence);
  out_.changes.push_back(of);
  give_back(settled, kept, now_, Recorded::kBefore, {out_.postings.size(), out_.changes.size()});
  out_.changes[place].count = static_cast<std::int64_t>(out_.changes.size() - place - 1);
}

// What is taken of one mark may leave others unreached, which follow in the next round.
void Booking::take_back_marks(const Case& receipt, const Moment& at) {
  MarkWatch watch(receipt, versions_, out_);
  for (;;) {
    const std::vector<LostMark> lost = watch.unreached(with(std::span(out_.changes).subspan(known_changes_), subject_, versions_, member()));
    if (lost.empty()) return;
    for (const LostMark& mark : lost) take_back_mark(mark, at);
  }
}

void Booking::take_back_mark(const LostMark& lost, const Moment& at) {
  const VersionOrdinal version = lost.paid.past.facts.version;
  const Program& program = versions_.at(version).program;
  const std::size_t known = out_.postings.size();
  TakingBack taking(versions_, version, subject_, at, working(), next_, out_.postings);
  for (const GivenSoFar& entry : given_so_far(lost.paid, out_.postings, versions_)) {
    if (entry.amount_micro <= 0 || takes_nothing(program, entry.rule, entry.unit)) continue;
    taking.take(entry, static_cast<std::int64_t>(lost.share(std::int64_t{entry.amount_micro})));
  }
  if (out_.postings.size() == known) return;  // its limits go on counting what stays
  std::vector<Change> changed = changed_so_far(lost.paid, versions_);
  changed.insert(changed.end(), lost.earned.begin(), lost.earned.end());
  for (Change& one : changed) {
    one.amount = -lost.share(one.amount);
    if (counts(one)) one.count = -one.count;
  }
  std::erase_if(changed, [](const Change& one) { return one.amount == 0; });
  Change of = change(ChangeKind::kOfAnother);
  of.amount = lost.paid.past.outcome.postings.front().number;
  of.count = static_cast<std::int64_t>(changed.size());
  out_.changes.push_back(of);
  out_.changes.insert(out_.changes.end(), changed.begin(), changed.end());
}

}  // namespace setia::engine
