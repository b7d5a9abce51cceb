#include "engine/referrals.hpp"

#include <algorithm>

namespace setia::engine {
namespace {

bool holds_at(const ReferralMark& mark, std::int64_t second) { return mark.second <= second && (mark.ended == 0 || second < mark.ended); }

void end_marks(MemberState& member, std::int64_t second, std::uint32_t key) {
  bool open = false, ended = false;
  for (ReferralMark& mark : member.referrals) {
    if (mark.state != ReferralState::kOpen || mark.ended != 0) continue;
    if (mark.referral_key == key) mark.ended = second, ended = true;
    else open = true;
  }
  for (ReferralMark& mark : member.referrals)
    if (ended && !open && mark.state == ReferralState::kReferred && mark.ended == 0) mark.ended = second;
}

std::int64_t value_of(const MemberState& member, std::uint32_t key, bool& known) {
  for (const FieldValue& field : member.fields)
    if (field.field_key == key) return known = true, field.value;
  return known = false, 0;
}

bool has_group(const MemberState& member, std::uint32_t metric_key, SymbolId group) {
  return std::any_of(member.gathered.begin(), member.gathered.end(),
                     [&](const Gathered& cell) { return cell.metric_key == metric_key && cell.group == group && cell.count > 0; });
}

struct Words {
  RefusalReason reason;
  const char* what;
  const char* remedy;
};
constexpr Words kWords[kReferralRefusals] = {
    {RefusalReason::kCondition, "Nobody refers themselves.", "Name another member."},
    {RefusalReason::kStanding, "Who refers has not joined.", "Name a member, or let them join first."},
    {RefusalReason::kStanding, "Who refers is blocked or has left.", "Name another member."},
    {RefusalReason::kStanding, "The friend is blocked or has left.", "Refer the friend when they are an active member again, or refer somebody else."},
    {RefusalReason::kCondition, "The friend was referred already.", "Nobody is referred twice."},
    {RefusalReason::kCondition, "The friend has bought before.", "Who is a customer already cannot be referred."},
    {RefusalReason::kMalformed, "The program has no such referral.", "Name a referral that the program declares, or none."},
    {RefusalReason::kDate, "The referral does not run on this day.", "Look at its dates."},
    {RefusalReason::kDate, "The invitation is no longer valid.", "Invite the friend again."},
    {RefusalReason::kCondition, "Friend and referrer share ", "Who lives or pays together does not refer each other here."},
    {RefusalReason::kCondition, "A condition of the referral does not hold.", "Look at its \"only when\"."},
    {RefusalReason::kLimit, "The referrer has as many friends as count.", "Nothing can be done until the limit is free again."},
};

}  // namespace

MemberIndex referrer_at(const MemberState& member, std::int64_t second) {
  for (const ReferralMark& mark : member.referrals)
    if (mark.state == ReferralState::kReferred && holds_at(mark, second)) return mark.by;
  return {};
}

const ReferralMark* invitation_of(const MemberState& member) {
  const auto found = std::find_if(member.referrals.begin(), member.referrals.end(),
                                  [](const ReferralMark& mark) { return mark.state == ReferralState::kInvited && mark.ended == 0; });
  return found == member.referrals.end() ? nullptr : &*found;
}

const ReferralMark* mark_of(const MemberState& member, ReferralState state, std::uint32_t referral_key, std::int64_t second) {
  const auto fits = [&](const ReferralMark& mark) { return mark.state == state && mark.referral_key == referral_key && holds_at(mark, second); };
  const auto found = std::find_if(member.referrals.begin(), member.referrals.end(), fits);
  return found == member.referrals.end() ? nullptr : &*found;
}

bool has_completed_any(const MemberState& member) {
  return std::any_of(member.referrals.begin(), member.referrals.end(), [](const ReferralMark& mark) { return mark.state == ReferralState::kComplete; });
}

bool is_about_referrals(ChangeKind kind) { return kind >= ChangeKind::kInvited && kind <= ChangeKind::kFriendDone; }

void take_referral_change(const Versions& versions, const Change& change, MemberState& member) {
  const std::vector<Referral>& referrals = versions.at(change.version).program.referrals;
  const auto second = static_cast<std::int64_t>(change.count);
  const auto add = [&](ReferralState state, std::uint32_t key) {
    member.referrals.push_back({state, change.other, change.text, key, second, static_cast<Day>(change.window), 0, 0});
  };
  switch (change.kind) {
    case ChangeKind::kInvited:
      for (ReferralMark& mark : member.referrals)
        if (mark.state == ReferralState::kInvited && mark.ended == 0) mark.ended = second;
      return add(ReferralState::kInvited, 0);
    case ChangeKind::kReferred: return add(ReferralState::kReferred, 0);
    case ChangeKind::kReferralOpen: return add(ReferralState::kOpen, referrals[change.index].key);
    case ChangeKind::kNotReferred:
      for (const Referral& referral : referrals)
        if (change.text != SymbolId{} && referral.symbol == change.text) end_marks(member, second, referral.key);
      return;
    case ChangeKind::kFriendDone: {
      const std::uint32_t key = referrals[change.index].key;
      if (change.amount > 0) return add(ReferralState::kComplete, key);
      const auto is_it = [&](const ReferralMark& mark) { return mark.state == ReferralState::kComplete && mark.referral_key == key; };
      erase_if(member.referrals, is_it);
      return;
    }
    default: return;
  }
}

bool share(const Program& program, const SharedField& field, const MemberState& friend_of, const MemberState& referrer, const std::vector<Payment>& cards) {
  if (field.field) {
    const std::uint32_t key = program.fields[field.field->index()].key;
    bool mine = false, theirs = false;
    const std::int64_t a = value_of(friend_of, key, mine), b = value_of(referrer, key, theirs);
    return mine && theirs && a == b;
  }
  const std::uint32_t key = program.metrics[field.cards->index()].key;
  const auto known = [&](SymbolId card) { return card != SymbolId{} && has_group(referrer, key, card); };
  return std::any_of(cards.begin(), cards.end(), [&](const Payment& payment) { return known(payment.card); }) ||
         std::any_of(friend_of.gathered.begin(), friend_of.gathered.end(),
                     [&](const Gathered& cell) { return cell.metric_key == key && cell.count > 0 && known(cell.group); });
}

Refusal refusal_of(const Change& change, const Program& program, const std::string& referral) {
  const Words& words = kWords[std::min<std::size_t>(change.index, kReferralRefusals - 1)];
  std::string what = words.what;
  if (static_cast<ReferralRefusal>(change.index) == ReferralRefusal::kShares) {
    const auto of = std::find_if(program.referrals.begin(), program.referrals.end(), [&](const Referral& one) { return one.name == referral; });
    const auto place = static_cast<std::size_t>(change.amount) - 1;
    what += of != program.referrals.end() && place < of->shares.size() ? of->shares[place].name + "." : "something.";
  }
  return {words.reason, "referrer", std::move(what), words.remedy};
}

}  // namespace setia::engine
