// Referrals [P2]: who is referred by whom, and who is refused.
//
// A friend who has not joined is invited, and is referred when they join; one who names a referrer in joining needs no invitation.
#include <algorithm>

#include "engine/booking.hpp"
#include "engine/event_day.hpp"
#include "engine/event_fields.hpp"
#include "engine/life.hpp"
#include "engine/limits.hpp"
#include "engine/member_changes.hpp"
#include "engine/referrals.hpp"
#include "engine/scratch.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

void Booking::refer() {
  if (event_.member == MemberIndex{})
    return refuse(RefusalReason::kMalformed, "member", "The event does not say who is referred.", "Name the friend as the member.");
  if (event_.other == MemberIndex{})
    return refuse(RefusalReason::kMalformed, "referrer", "The event does not say who refers.", "Name the member who refers the friend.");
  name_members();
  list_members();
  const bool joined = member_ != nullptr && member().standing != Standing::kUnknown;
  if (joined) book_what_fell_due();
  const std::size_t first = out_.changes.size();
  if (!take_invitation(event_.other, symbol_in(event_.more, "through"))) {
    const auto why = std::find_if(out_.changes.begin() + static_cast<std::ptrdiff_t>(first), out_.changes.end(),
                                  [](const Change& change) { return change.kind == ChangeKind::kNotReferred; });
    for (const Referral& referral : program_.referrals)
      if (why->text != SymbolId{} && referral.symbol == why->text) return refuse(refusal_of(*why, program_, referral.name));
    return refuse(refusal_of(*why, program_, ""));
  }
  if (joined) judge_and_post(event_);
}

Change Booking::referral_change(ChangeKind kind) const {
  Change made = change(kind);
  made.window = effective_day(program_.calendar, event_);
  made.count = now_.second;
  return made;
}

void Booking::take_own(const Change& change) {
  out_.changes.push_back(change);
  take_change(versions_, change, now_.second, working());
}

void Booking::say_not_referred(ReferralRefusal why, SymbolId referral, std::int64_t shared) {
  Change refused = referral_change(ChangeKind::kNotReferred);
  refused.index = static_cast<std::uint32_t>(why);
  refused.text = referral;
  refused.amount = shared;
  take_own(refused);
}

// What holds whatever the program says.
std::optional<ReferralRefusal> Booking::bars(MemberIndex by) const {
  if (by == subject_) return ReferralRefusal::kOneself;
  const MemberState& referrer = others_.now(by);
  if (referrer.standing == Standing::kUnknown) return ReferralRefusal::kUnknownReferrer;
  if (referrer.standing != Standing::kActive) return ReferralRefusal::kBarredReferrer;
  if (member_ == nullptr || member().standing == Standing::kUnknown) return std::nullopt;
  if (member().standing != Standing::kActive) return ReferralRefusal::kBarredFriend;
  if (referrer_at(member(), now_.second) != MemberIndex{}) return ReferralRefusal::kAlreadyReferred;
  if (member().last_number > 0) return ReferralRefusal::kBoughtBefore;
  return std::nullopt;
}

// False when nobody is referred or invited by it.
bool Booking::take_invitation(MemberIndex by, SymbolId through) {
  book_from_now_on();
  if (by != subject_) others_.bring(due_world(), by, {now_, DueStep::kAll}, next_, out_);
  if (const auto why = bars(by)) {
    say_not_referred(*why, SymbolId{}, 0);
    return false;
  }
  others_.touch(by);
  const bool joined = member().standing != Standing::kUnknown;
  Change referred = referral_change(joined ? ChangeKind::kReferred : ChangeKind::kInvited);
  referred.other = by;
  referred.text = through;
  take_own(referred);
  if (!joined || open_referrals(by, through)) return true;
  std::erase_if(out_.changes, [](const Change& change) { return change.kind == ChangeKind::kReferred; });
  working().referrals.pop_back();
  return false;
}

std::optional<ReferralRefusal> Booking::bars(const Referral& referral, MemberIndex by, std::int64_t& shared) {
  SlotReader reader(program_, versions_.index(version_), *shared_, member(), event_, scratch_);
  if (!reader.is_between(referral.from, referral.until)) return ReferralRefusal::kOutOfTime;
  const ReferralMark* const invited = event_.other == MemberIndex{} ? invitation_of(member()) : nullptr;
  if (invited != nullptr && referral.invitation) {
    const bool hours = is_by_hours(*referral.invitation);
    const Day last = hours ? kNever : day_after(*referral.invitation, invited->day, program_.calendar);
    if (hours ? now_.second > invited->second + seconds_of(*referral.invitation) : reader.day() > last) return ReferralRefusal::kTooLate;
  }
  for (std::size_t i = 0; i < referral.shares.size(); ++i) {
    shared = static_cast<std::int64_t>(i) + 1;
    if (share(program_, referral.shares[i], member(), others_.now(by), event_.payments)) return ReferralRefusal::kShares;
  }
  shared = 0;
  if (!reader.holds_all(referral.only_when)) return ReferralRefusal::kCondition;
  for (const LimitId limit : referral.limits)
    if (room_of(program_.limits[limit.index()], reader) < 1) return ReferralRefusal::kLimit;
  return std::nullopt;
}

// Every referral that may be meant is open from now on, or refused for a reason of its own.
bool Booking::open_referrals(MemberIndex by, SymbolId through) {
  const auto named = [&](const Referral& referral) { return referral.symbol == through; };
  if (through != SymbolId{} && std::none_of(program_.referrals.begin(), program_.referrals.end(), named)) {
    say_not_referred(ReferralRefusal::kNoSuchReferral, SymbolId{}, 0);
    return false;
  }
  bool any = program_.referrals.empty();
  for (std::size_t i = 0; i < program_.referrals.size(); ++i) {
    const Referral& referral = program_.referrals[i];
    if (through != SymbolId{} && !named(referral)) continue;
    std::int64_t shared = 0;
    if (const auto why = bars(referral, by, shared)) {
      Change refused = referral_change(ChangeKind::kNotReferred);
      refused.index = static_cast<std::uint32_t>(*why);
      refused.text = referral.symbol;
      refused.amount = shared;
      out_.changes.push_back(refused);
      continue;
    }
    Change open = referral_change(ChangeKind::kReferralOpen);
    open.index = static_cast<std::uint32_t>(i);
    take_own(open);
    any = true;
  }
  return any;
}

// What they share may show only later: a card with the first receipt that it pays.
void Booking::watch_what_is_shared(const Event& event) {
  const MemberIndex by = referrer_at(member(), now_.second);
  if (by == MemberIndex{}) return;
  for (const Referral& referral : program_.referrals) {
    const bool open = mark_of(member(), ReferralState::kOpen, referral.key, now_.second) != nullptr &&
                      mark_of(member(), ReferralState::kComplete, referral.key, INT64_MAX) == nullptr;
    if (!open) continue;
    for (std::size_t i = 0; i < referral.shares.size(); ++i) {
      if (!share(program_, referral.shares[i], member(), others_.now(by), event.payments)) continue;
      say_not_referred(ReferralRefusal::kShares, referral.symbol, static_cast<std::int64_t>(i) + 1);
      break;
    }
  }
}

// And who referred them in turn: what they are given may reach those, too.
void Booking::bring_referrer() {
  std::vector<MemberIndex> brought{subject_};
  const std::size_t known = out_.changes.size() + out_.postings.size();
  for (MemberIndex one = referrer_at(member(), now_.second); one != MemberIndex{}; one = referrer_at(others_.now(one), now_.second)) {
    if (std::find(brought.begin(), brought.end(), one) != brought.end()) break;
    book_from_now_on();
    others_.bring(due_world(), one, {now_, DueStep::kAll}, next_, out_);
    brought.push_back(one);
  }
  if (out_.changes.size() + out_.postings.size() == known) return;
  take_shared_uses();
  if (before_ == nullptr) begin_own_part();
}

void Booking::share_out(const Event& event, const Giving& giving, const std::vector<Accrual>& accruals, std::size_t first_change) {
  const MemberIndex referrer = program_.meets_referrers ? referrer_at(member(), now_.second) : MemberIndex{};
  if (referrer == MemberIndex{}) return;
  book_from_now_on();
  others_.share_out(due_world(), event, giving, {referrer, accruals, first_change}, next_, out_);
}

}  // namespace setia::engine
