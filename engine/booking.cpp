#include "engine/booking.hpp"

#include <algorithm>

#include "engine/activity.hpp"
#include "engine/amount_text.hpp"
#include "engine/due.hpp"
#include "engine/ensure.hpp"
#include "engine/event_day.hpp"
#include "engine/gather_beside.hpp"
#include "engine/member_changes.hpp"
#include "engine/own_life.hpp"
#include "engine/referrals.hpp"
#include "engine/scratch.hpp"
#include "engine/settle_payments.hpp"
#include "engine/timetable.hpp"

namespace setia::engine {
namespace {

// Both keep their buffers.
template <class Thing>
void move_over(std::vector<Thing>& from, std::vector<Thing>& to) {
  if (to.empty()) std::swap(from, to);
  else to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

Booking::Booking(const Versions& versions, const State& state, const Event& event, Scratch& scratch, Outcome& out, Trace* trace)
    : versions_(versions), state_(state), event_(event), scratch_(scratch), room_(scratch.booking), out_(out), trace_(trace),
      version_(versions.in_force(event.stamp.local.day)), program_(versions.at(version_).program), others_(versions, state, scratch),
      now_{event.stamp.instant_second, event.stamp.program}, subject_(event.member), earned_(earned_day(program_.calendar, event)), next_(state.postings + 1),
      shared_(&state), judged_(&event) {
  room_.moves.clear();
  room_.lives.begin_event();
  room_.bought.reset();
  out_.facts.version = version_;
  member_ = event.member.index() < state.members.size() ? &state.members[event.member.index()] : nullptr;
}

void Booking::refuse(RefusalReason reason, std::string_view field, std::string what, std::string remedy) {
  out_.postings.clear();
  out_.changes.clear();
  out_.cuts.clear();
  out_.told.clear();
  out_.refused = true;
  out_.refusal = {reason, std::string(field), std::move(what), std::move(remedy)};
}

void Booking::refuse(const Refusal& refusal) { refuse(refusal.reason, refusal.field, refusal.what, refusal.remedy); }

void Booking::stand_for(MemberIndex member) {
  subject_ = member;
  member_ = member.index() < state_.members.size() ? &state_.members[member.index()] : nullptr;
}

bool Booking::admit() {
  if (now_.second - event_.stamp.received_second > kDaySeconds) {
    refuse(RefusalReason::kTime, "at", "The event lies more than a day after its arrival.",
           "Send it when it has happened, or mend the clock.");
    return false;
  }
  if (event_.currency != SymbolId{} && event_.currency != program_.currency_symbol) {
    refuse(RefusalReason::kCurrency, "currency", "The receipt is in another currency than the program.",
           "Convert it to " + program_.currency + ".");
    return false;
  }
  if (event_.kind != EventKind::kPurchase) return true;
  if (const auto unfit = unfit_report(event_, program_.currency_decimals)) {
    refuse(*unfit);
    return false;
  }
  return has_unit_payments(event_) || admit_payments(event_);
}

bool Booking::admit_payments(const Event& event) {
  if (event.payments.empty()) return true;
  Wide paid = 0, bought = 0;
  for (const Payment& payment : event.payments) paid += payment.amount_minor;
  for (const Line& line : event.lines) bought += line.amount_minor;
  if (paid == bought) return true;
  refuse(RefusalReason::kAmount, "payments",
         "The payments come to " + money_in_words(paid, program_) + ", the lines to " + money_in_words(bought, program_) + ".",
         "Let the payments add up to the receipt, or leave them out.");
  return false;
}

MemberState& Booking::working() {
  if (member_ != &room_.member) {
    if (member_ != nullptr) room_.member = *member_;
    else room_.member = MemberState{};
    member_ = &room_.member;
    others_.stand_for(subject_, room_.member);
  }
  return room_.member;
}

void Booking::book_from_now_on() {
  if (booking_) return;
  booking_ = true;
  MemberState& member = working();
  for (; booked_ < out_.postings.size(); ++booked_) {
    book_to(out_.postings[booked_], program_.units[out_.postings[booked_].unit.index()], member);
    note_own_life(versions_, out_.postings[booked_], member);
  }
}

void Booking::book_what_fell_due() {
  if (now_.program.day >= member().next_due) {
    book_due(due_world(), subject_, {now_, DueStep::kAll}, working(), next_, out_);
    take_shared_uses();
    const auto gives = [](const Posting& posting) { return posting.why == PostingWhy::kRule || posting.why == PostingWhy::kBought; };
    const bool gave = std::any_of(out_.postings.begin(), out_.postings.end(), gives);
    if (gave || std::any_of(out_.changes.begin(), out_.changes.end(), [](const Change& change) { return change.kind == ChangeKind::kUsed; })) begin_own_part();
    booked_ = out_.postings.size();
    known_changes_ = out_.changes.size();
  }
  if (program_.household.shares_levels) bring_household();
  if (program_.meets_referrers) bring_referrer();
}

void Booking::name_members() {
  for (const Naming& naming : event_.named) {
    Change named = change(ChangeKind::kNamed);
    named.member = naming.member;
    out_.changes.push_back(named);
    out_.named.push_back(naming);
  }
}

void Booking::join_now() {
  MemberState& joining = working();
  joining.standing = Standing::kActive;
  joining.joining = state_.joined + 1;
  joining.joined = event_.stamp.local;
  joining.joined_second = now_.second;
  joining.last_second = now_.second;  // nothing fell due to whom there was not yet
  joining.last_program = now_.program;
  Change joined = change(ChangeKind::kJoined);
  joined.amount = joining.joining;
  joined.window = joining.joined.day;
  joined.count = joining.joined.minute;
  out_.changes.push_back(joined);
}

void Booking::purchase() {
  name_members();
  const bool somebody = event_.member != MemberIndex{};
  const bool joined = somebody && member_ != nullptr && member().standing != Standing::kUnknown;
  list_members();
  if (!joined && !(somebody && program_.members_join_by_buying)) {
    if (has_unit_payments(event_))
      return refuse(RefusalReason::kStanding, "member", "Nobody has joined whose balance could pay.", "Let something else pay.");
    out_.without_member = true;
    return explain_nothing_given();
  }
  if (joined) book_what_fell_due();
  else join_by_buying();
  if (!use_vouchers()) return;
  if (has_unit_payments(event_) && !pay_with_units()) return;
  judge_and_post(*judged_);
}

// Joining comes first, with its rules, then the receipt [P1].
void Booking::join_by_buying() {
  join_now();
  if (const ReferralMark* const invitation = invitation_of(member())) take_invitation(invitation->by, invitation->through);
  Event& joining = room_.own_event;
  joining.kind = EventKind::kJoin;
  joining.member = event_.member;
  joining.stamp = event_.stamp;
  joining.closes = false;
  give_at_once(due_world(), joining, {versions_, version_, now_, now_, now_.program.day, event_.member}, working(), next_, out_);
  take_shared_uses();
  begin_own_part();
  booked_ = out_.postings.size();
  known_changes_ = out_.changes.size();
}

// What stands before it was given before the event, and stays when it is returned.
void Booking::begin_own_part() {
  Change begins = change(ChangeKind::kReceiptBegins);
  begins.count = static_cast<std::int64_t>(next_);
  out_.changes.push_back(begins);
}

// What joining used of a budget, or what fell due, is no longer there for the receipt; what a hold that ended had reserved is.
void Booking::take_shared_uses() {
  for (; shared_changes_ < out_.changes.size(); ++shared_changes_) {
    const Change& used = out_.changes[shared_changes_];
    if (used.kind != ChangeKind::kUsed || used.member != MemberIndex{}) continue;
    if (shared_ == &state_) room_.shared.usage = state_.usage;
    shared_ = &room_.shared;
    take_use(versions_, used, room_.shared.usage);
  }
}

// What somebody did, who may not have joined yet [P1].
void Booking::activity() {
  if (activity_of(event_) == SymbolId{})
    return refuse(RefusalReason::kMalformed, "activity", "The event does not say which activity it is.", "Name it, as \"activity\": \"flight\".");
  name_members();
  list_members();
  const bool joined = event_.member != MemberIndex{} && member_ != nullptr && member().standing != Standing::kUnknown;
  if (!joined) {
    out_.without_member = true;
    return explain_nothing_given();
  }
  book_what_fell_due();
  judge_and_post(event_);
}

void Booking::judge_and_post(const Event& event) {
  Judgement& judgement = room_.judgement;
  out_.barred = member().standing != Standing::kActive;
  if (program_.meets_referrers) bring_referrer();
  watch_what_is_shared(event);
  const MemberState& seen = before_ != nullptr ? *before_ : member();
  judge(program_, version_, versions_.index(version_), *shared_, seen, event, scratch_, judgement, trace_);
  if (!versions_.foreign(version_).empty()) gather_beside(versions_, version_, *shared_, seen, event, scratch_, judgement);
  if (judgement.overflow)
    return refuse(RefusalReason::kOverflow, "lines", "The amounts are larger than can be counted.", "Split the receipt.");
  mark_discounts(event, seen);
  if (now_.second < member().last_second || member().next_due <= now_.program.day) book_from_now_on();
  const Giving giving{versions_, version_, now_, now_, earned_, subject_, &room_.lives, &event};
  std::vector<Accrual> to_referrer;
  for (const Accrual& accrual : judgement.accruals) {
    if (accrual.to == Receiver::kReferrer) to_referrer.push_back(accrual);
    else if (!post(accrual, giving)) return;
  }
  like_ = SIZE_MAX;
  if (versions_.timetable(version_).keeps_while)
    for (const Change& change : judgement.changes)
      if (change.member == event_.member) take_change(versions_, change, now_.second, working());
  expire_what_came_too_late();
  expire_what_nothing_keeps();
  move_over(judgement.cuts, out_.cuts);
  const std::size_t first_change = known_changes_ = out_.changes.size();
  move_over(judgement.changes, out_.changes);
  if (versions_.timetable(version_).keeps_while) known_changes_ = out_.changes.size();
  std::swap(out_.facts.slots, judgement.facts.slots);
  std::swap(out_.facts.head_room, judgement.facts.head_room);
  for (const RuleId rule : judgement.said)
    for (const std::string& words : program_.rules[rule.index()].says) out_.messages.push_back(words);
  for (const std::string& words : judgement.warned) out_.messages.push_back(words);
  for (const UnitId badge : judgement.awarded)
    for (const std::string& words : program_.units[badge.index()].says) out_.messages.push_back(words);
  share_out(event, giving, to_referrer, first_change);
}

void Booking::explain_nothing_given() {
  if (trace_ == nullptr) return;
  trace_->rules.clear();
  for (std::size_t rule = 0; rule < program_.rules.size(); ++rule) {
    RuleTrace line;
    line.rule = RuleId{rule};
    line.why = Why::kStanding;
    trace_->rules.push_back(line);
  }
}

void Booking::list_members() {
  if (event_.member != MemberIndex{}) out_.members.push_back(event_.member);
  if (event_.other != MemberIndex{} && event_.other != event_.member) out_.members.push_back(event_.other);
  if (subject_ != event_.member && subject_ != MemberIndex{}) out_.members.push_back(subject_);
  if (out_.members.size() > 1) order_by_joining(state_, out_.members);
}

void Booking::list_others() {
  for (const MemberIndex other : others_.touched())
    if (std::find(out_.members.begin(), out_.members.end(), other) == out_.members.end()) out_.members.push_back(other);
  if (out_.members.size() > 1) order_by_joining(state_, out_.members);
}

Change Booking::change(ChangeKind kind) const {
  Change made;
  made.kind = kind;
  made.member = subject_;
  made.version = version_;
  return made;
}

}  // namespace setia::engine
