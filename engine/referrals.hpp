// Who referred a member, and what became of it: reads and moves the marks that a member keeps of it [P2].
#pragma once

#include "engine/outcome.hpp"
#include "engine/state.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// Who refers this member at an instant (UTC); nobody where none does.
MemberIndex referrer_at(const MemberState& member, std::int64_t second);
// Who invited somebody who has not joined; null where nobody did.
const ReferralMark* invitation_of(const MemberState& member);
// The latest mark of that state that has not ended by then; null where there is none.
const ReferralMark* mark_of(const MemberState& member, ReferralState state, std::uint32_t referral_key, std::int64_t second);
bool has_completed_any(const MemberState& member);

// Takes a change of one of the kinds about referrals.
void take_referral_change(const Versions& versions, const Change& change, MemberState& member);
bool is_about_referrals(ChangeKind kind);

// True when friend and referrer have the same in the field; `cards` are those of a receipt at hand.
bool share(const Program& program, const SharedField& field, const MemberState& friend_of, const MemberState& referrer, const std::vector<Payment>& cards);

// Why somebody does not count as referred, in words; `program` is the one that the change counts in.
Refusal refusal_of(const Change& change, const Program& program, const std::string& referral);

}  // namespace setia::engine
