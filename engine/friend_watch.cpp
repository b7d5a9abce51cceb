#include "engine/friend_watch.hpp"

#include <algorithm>

#include "engine/event_changes.hpp"
#include "engine/levels.hpp"
#include "engine/limits.hpp"
#include "engine/referrals.hpp"

namespace setia::engine {

std::optional<ReferralId> FriendWatch::next(const std::vector<Accrual>& accruals, Judgement& out) {
  for (std::size_t i = 0; i < program_.referrals.size(); ++i) {
    const Referral& referral = program_.referrals[i];
    if (asked_[i] != 0 || !is_open(referral) || !may_complete(ReferralId{i}) || !is_done(referral, accruals, out.changes)) continue;
    asked_[i] = 1;
    if (has_room(referral, out)) {
      complete(ReferralId{i}, out);
      return ReferralId{i};
    }
    Change refused = change(ChangeKind::kNotReferred, ReferralId{i});
    refused.index = static_cast<std::uint32_t>(ReferralRefusal::kLimit);
    refused.text = referral.symbol;
    out.changes.push_back(refused);
  }
  return std::nullopt;
}

bool FriendWatch::is_open(const Referral& referral) const {
  const std::int64_t now = reader_.event().stamp.instant_second;
  return mark_of(reader_.member(), ReferralState::kOpen, referral.key, now) != nullptr &&
         mark_of(reader_.member(), ReferralState::kComplete, referral.key, INT64_MAX) == nullptr;
}

// A receipt that is judged again completes what it had completed. Steps that were done while nothing could be given do not wait for the
// next close, or for what somebody else's event gives: those complete only what they do the last step of.
bool FriendWatch::may_complete(ReferralId id) {
  if (const Again* const again = reader_.again())
    return std::find(again->completed.begin(), again->completed.end(), id) != again->completed.end();
  const EventKind kind = reader_.event().kind;
  return (kind != EventKind::kClock && kind != EventKind::kReceived) || !was_done(program_.referrals[id.index()]);
}

bool FriendWatch::was_done(const Referral& referral) {
  return std::all_of(referral.steps.begin(), referral.steps.end(), [&](const Check& step) {
    const Slot& slot = program_.slots[step.slot.index()];
    std::int64_t before = 0;
    if (slot.kind == SlotKind::kRank) {
      before = static_cast<std::int64_t>(rank_now(program_.ladders[slot.ladder.index()], reader_.member(), reader_.day()));
    } else {
      const SlotReading now = reader_.read_now(step.slot);
      if (now.status != SlotStatus::kPresent) return false;
      before = now.before;
    }
    return static_cast<std::uint64_t>(before) - static_cast<std::uint64_t>(step.low) <= step.width;
  });
}

bool FriendWatch::is_done(const Referral& referral, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  return std::all_of(referral.steps.begin(), referral.steps.end(), [&](const Check& step) { return holds_after(step, accruals, changes); });
}

// Of a receipt that is judged again everything that is kept by now counts: what came after it may have done the step too [R4].
bool FriendWatch::holds_after(const Check& check, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  const Slot& slot = program_.slots[check.slot.index()];
  std::int64_t value = 0;
  if (slot.kind == SlotKind::kRank) {
    value = static_cast<std::int64_t>(status_.held(slot.ladder));
  } else {
    const SlotReading now = reader_.read_now(check.slot);
    if (now.status != SlotStatus::kPresent) return false;
    value = now.before;
    const bool nothing_kept = reader_.again() != nullptr && reader_.again()->nothing_kept;
    if (!nothing_kept) {
      const SlotReading read = reader_.read(check.slot);
      value += (is_known_after(program_, check.slot) ? follow_ups_.value_after(check.slot, accruals, changes) : read.value) - read.before;
    }
  }
  return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(check.low) <= check.width;
}

bool FriendWatch::has_room(const Referral& referral, Judgement& out) {
  bool room = true;
  for (const LimitId id : referral.limits) {
    const Wide free = room_of(program_.limits[id.index()], reader_);
    out.facts.head_room.push_back({id, free});
    room = room && free >= 1;
  }
  return room;
}

Change FriendWatch::change(ChangeKind kind, ReferralId id) const {
  Change made;
  made.kind = kind;
  made.member = reader_.event().member;
  made.version = version_;
  made.index = id.value;
  made.window = reader_.day();
  made.count = reader_.event().stamp.instant_second;
  return made;
}

void FriendWatch::complete(ReferralId id, Judgement& out) {
  Change done = change(ChangeKind::kFriendDone, id);
  done.amount = 1;
  out.changes.push_back(done);
  const MemberIndex referrer = reader_.referrer_index();
  for (const LimitId limit : program_.referrals[id.index()].limits)
    out.changes.push_back(usage_change(limit, program_.limits[limit.index()], version_, reader_.event().member, 1, reader_));
  if (has_completed_any(reader_.member()) || out.friend_done) return;  // a friend counts once, whatever they complete
  out.friend_done = true;
  reader_.count_friend();
  for (std::size_t metric = 0; metric < program_.metrics.size(); ++metric) {
    if (program_.metrics[metric].kind != MetricKind::kFriends) continue;
    out.changes.push_back(gathered(version_, reader_, MetricId{metric}, SymbolId{}, 1));
    out.changes.back().member = referrer;
  }
}

}  // namespace setia::engine
