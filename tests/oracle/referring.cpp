// Who is referred by whom, and what a referral brings both [P2].
#include <algorithm>

#include "tests/oracle/oracle.hpp"

namespace setia::oracle {
namespace {

// A cap counts the friends of a referrer who completed: each did as they joined.
bool has_room(const History& history, const rules::CapPlan& cap, const engine::Event& joining) {
  const rules::Plan& plan = history.plan();
  const bool for_ever = cap.window != engine::CapWindow::kCalendar;
  const engine::DayRange days = for_ever ? engine::DayRange{} : engine::calendar_window(plan.calendar, cap.calendar, effective_day(plan, joining));
  const auto counts = [&](const Past& past) { return past.referrer == joining.other && days.contains(past.day); };
  return std::count_if(history.past().begin(), history.past().end(), counts) < cap.most;
}

}  // namespace

// Not by oneself, nor by somebody who is unknown, blocked or gone, nor past a cap, nor while none of the program's referrals is in force.
bool Oracle::counts_as_referred(const engine::Event& joining) const {
  const rules::Plan& plan = history_.plan();
  for (const rules::ReferralPlan& referral : plan.referrals)
    if (std::any_of(referral.caps.begin(), referral.caps.end(), [&](const rules::CapPlan& cap) { return !has_room(history_, cap, joining); })) return false;
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
