// Looks at whether a friend has done all that a referral asks, with what an event comes to so far [P2].
#pragma once

#include <optional>

#include "engine/follow_ups.hpp"
#include "engine/judge.hpp"
#include "engine/status.hpp"

namespace setia::engine {

class FriendWatch {
 public:
  FriendWatch(VersionOrdinal version, SlotReader& reader, FollowUps& follow_ups, StatusWatch& status)
      : version_(version), reader_(reader), program_(reader.program()), follow_ups_(follow_ups), status_(status), asked_(program_.referrals.size()) {}

  // The next referral that is complete now and was not before; its changes and the room of its limits are added to `out`.
  std::optional<ReferralId> next(const std::vector<Accrual>& accruals, Judgement& out);

 private:
  bool is_open(const Referral& referral) const;
  bool may_complete(ReferralId id);
  bool was_done(const Referral& referral);
  bool is_done(const Referral& referral, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);
  bool holds_after(const Check& check, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);
  bool has_room(const Referral& referral, Judgement& out);
  void complete(ReferralId id, Judgement& out);
  Change change(ChangeKind kind, ReferralId id) const;

  VersionOrdinal version_;
  SlotReader& reader_;
  const Program& program_;
  FollowUps& follow_ups_;
  StatusWatch& status_;
  std::vector<char> asked_;          // by referral: complete, or past its limit, in this event
};

}  // namespace setia::engine
