#include "engine/booking.hpp"

#include <algorithm>

#include "engine/due.hpp"
#include "engine/ensure.hpp"
#include "engine/gather_beside.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

// `day ends at` shifts receipts only [T1].
Day shifted_day(const Event& event, const CalendarRules& calendar) {
  const CivilTime& program = event.stamp.program;
  return event.kind == EventKind::kPurchase && program.minute < calendar.day_ends_at ? program.day - 1 : program.day;
}

}  // namespace

Booking::Booking(const Versions& versions, const State& state, const Event& event, Scratch& scratch, Outcome& out, Trace* trace)
    : versions_(versions), state_(state), event_(event), scratch_(scratch), room_(scratch.booking), out_(out), trace_(trace),
      version_(versions.in_force(event.stamp.local.day)), program_(versions.at(version_).program),
      now_{event.stamp.instant_second, event.stamp.program}, earned_(shifted_day(event, program_.calendar)), next_(state.postings + 1) {
  out_.facts.version = version_;
  member_ = event.member.index() < state.members.size() ? &state.members[event.member.index()] : nullptr;
}

void Booking::refuse(RefusalReason reason, std::string_view field, std::string what, std::string remedy) {
  out_.postings.clear();
  out_.changes.clear();
  out_.cuts.clear();
  out_.refused = true;
  out_.refusal = {reason, std::string(field), std::move(what), std::move(remedy)};
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
  return event_.kind != EventKind::kPurchase || admit_payments();
}

bool Booking::admit_payments() {
  if (event_.payments.empty()) return true;
  Wide difference = 0;
  for (const Payment& payment : event_.payments) difference += payment.amount_minor;
  for (const Line& line : event_.lines) difference -= line.amount_minor;
  if (difference == 0) return true;
  refuse(RefusalReason::kAmount, "payments", "The payments do not add up to the lines' amounts.",
         "Let the payments add up to the receipt, or leave them out.");
  return false;
}

MemberState& Booking::working() {
  if (member_ != &room_.member) {
    if (member_ != nullptr) room_.member = *member_;
    else room_.member = MemberState{};
    member_ = &room_.member;
  }
  return room_.member;
}

void Booking::book_from_now_on() {
  if (booking_) return;
  booking_ = true;
  MemberState& member = working();
  for (const Posting& posting : out_.postings)
    if (posting.why == PostingWhy::kRule) book_to(posting, program_.units[posting.unit.index()], member);
}

void Booking::book_what_fell_due() {
  if (now_.program.day < member().next_due) return;
  book_due(versions_, event_.member, now_, working(), next_, out_.postings);
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
    out_.without_member = true;
    return explain_nothing_given();
  }
  if (joined) book_what_fell_due();
  else join_now();
  judge_and_post();
}

void Booking::judge_and_post() {
  Judgement& judgement = room_.judgement;
  judge(program_, version_, versions_.index(version_), state_, member(), event_, scratch_, judgement, trace_);
  if (!versions_.foreign(version_).empty()) gather_beside(versions_, version_, state_, member(), event_, scratch_, judgement);
  if (judgement.overflow)
    return refuse(RefusalReason::kOverflow, "lines", "The amounts are larger than can be counted.", "Split the receipt.");
  if (now_.second < member().last_second || member().next_due <= now_.program.day) book_from_now_on();
  for (const Accrual& accrual : judgement.accruals)
    if (!post(accrual)) return;
  expire_what_came_too_late();
  out_.cuts.insert(out_.cuts.end(), judgement.cuts.begin(), judgement.cuts.end());
  out_.changes.insert(out_.changes.end(), judgement.changes.begin(), judgement.changes.end());
  std::swap(out_.facts.slots, judgement.facts.slots);
  std::swap(out_.facts.head_room, judgement.facts.head_room);
  for (const RuleId rule : judgement.said)
    for (const std::string& words : program_.rules[rule.index()].says) out_.messages.push_back(words);
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
  const auto joining = [this](MemberIndex member) {
    const std::uint32_t joined = member.index() < state_.members.size() ? state_.members[member.index()].joining : 0;
    return joined == 0 ? UINT32_MAX : joined;
  };
  std::sort(out_.members.begin(), out_.members.end(), [&](MemberIndex a, MemberIndex b) {
    return joining(a) != joining(b) ? joining(a) < joining(b) : a < b;
  });
}

Change Booking::change(ChangeKind kind) const {
  Change made;
  made.kind = kind;
  made.member = event_.member;
  made.version = version_;
  return made;
}

}  // namespace setia::engine
