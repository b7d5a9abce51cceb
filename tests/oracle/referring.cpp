// Who is referred by whom, and what a referral brings both [P2].
#include <algorithm>

#include "tests/oracle/oracle.hpp"

namespace setia::oracle {

// Not by oneself, nor by somebody who is unknown, blocked or gone, nor while none of the program's referrals is in force.
bool Oracle::counts_as_referred(const engine::Event& joining) const {
  const rules::Plan& plan = history_.plan();
  const bool in_force = plan.referrals.empty() || plan.runs.contains(effective_day(plan, joining));
  return in_force && joining.other != engine::MemberIndex{} && joining.other != joining.member && history_.person(joining.other).standing == engine::Standing::kActive;
}

// Joining is enough where no step is asked. The rules follow from it, and what the referrer gets is an event of theirs.
void Oracle::complete_referral(Past& joining, Answer& answer) {
  Past follow = joining;
  Judging judging{history_, joining.event, joining.day, joining.event.stamp.local.minute, joining.person};
  judging.referral = true;
  judge_rules(judging, follow);
  Past received;
  received.event.kind = engine::EventKind::kMember;
  received.event.id = joining.event.id;
  received.event.member = joining.referrer;
  received.event.stamp = joining.event.stamp;
  received.bought = received.event;
  received.day = joining.day;
  for (const Gift& gift : follow.gifts) (gift.to_referrer ? received.gifts : joining.gifts).push_back(gift);
  joining.uses.insert(joining.uses.end(), follow.uses.begin(), follow.uses.end());
  pass(joining.referrer, joining.event.stamp);
  received.person = found(received.event);
  give(joining.referrer, joining.event.id, received.gifts);
  answer.gifts.insert(answer.gifts.end(), received.gifts.begin(), received.gifts.end());
  history_.add(std::move(received));
}

}  // namespace setia::oracle
