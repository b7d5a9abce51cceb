#include "engine/history.hpp"

#include <algorithm>
#include <set>

#include "engine/event_day.hpp"
#include "engine/timetable.hpp"

namespace setia::engine {
namespace {

bool may_reopen(const Versions& versions, VersionOrdinal from) {
  for (std::size_t version = from.index(); version < versions.size(); ++version)
    if (versions.timetable(VersionOrdinal{version}).reopens) return true;
  return false;
}

// What became of the member after the receipt: what of its lots expired, was forfeited or spent, and which marks were reached.
// And what closes gave before it came.
Status add_beside(const Versions& versions, const State& state, History& history, Case& found) {
  const MemberIndex member = found.past.event.member;
  if (member == MemberIndex{} || member.index() >= state.members.size()) return Done{};
  const Sequence own = found.past.sequence;
  const bool reopens = may_reopen(versions, versions.in_force(found.past.event.stamp.local.day));
  std::set<Sequence> known;
  const Status added = history.each_after(member, reopens ? 0 : own, [&](Sequence sequence, const Outcome& outcome) {
    if (sequence != own) (sequence < own ? found.earlier : found.later).push_back(outcome);
    known.insert(sequence);
  });
  if (!added) return added;
  for (const MemberIndex other : found.past.outcome.members) {
    if (other == member || other.index() >= state.members.size()) continue;
    const Status more = history.each_after(other, own, [&](Sequence sequence, const Outcome& outcome) {
      if (known.insert(sequence).second) found.beside.push_back(outcome);
    });
    if (!more) return more;
  }
  return Done{};
}

Result<Case> case_of(Sequence sequence, const Versions& versions, const State& state, History& history) {
  Case found;
  Result<PastEvent> past = history.event(sequence);
  if (!past) return past.failure();
  found.past = std::move(past).value();
  const auto known = state.returns.find(sequence);
  if (known != state.returns.end()) {
    for (const Sequence one : known->second) {
      Result<PastEvent> returned = history.event(one);
      if (!returned) return returned.failure();
      found.returns.push_back(std::move(returned).value());
    }
  }
  const Status added = add_beside(versions, state, history, found);
  if (!added) return added.failure();
  return found;
}

// What a friend returns may have been a step of a referral that another event completed.
Status add_completed(const Versions& versions, const State& state, History& history, std::vector<Case>& cases) {
  const Case& receipt = cases.front();
  const MemberIndex member = receipt.past.event.member;
  if (member.index() >= state.members.size()) return Done{};
  std::set<Sequence> records;
  for (const ReferralMark& mark : state.members[member.index()].referrals)
    if (mark.state == ReferralState::kComplete && mark.record != 0 && mark.record != receipt.past.sequence) records.insert(mark.record);
  for (const Sequence record : records) {
    Result<Case> completed = case_of(record, versions, state, history);
    if (!completed) return completed.failure();
    if (completed.value().past.event.member != member) continue;  // somebody else's event brought them the last step
    completed.value().kind = CaseKind::kCompleted;
    cases.push_back(std::move(completed).value());
  }
  return Done{};
}

Result<std::vector<Case>> cases_of_return(const Event& event, const Versions& versions, const State& state, History& history) {
  std::vector<Case> cases;
  if (event.receipt.empty()) return cases;
  const Result<std::vector<History::Found>> places = history.find(event.stamp.source, event.receipt);
  if (!places) return places.failure();
  for (const History::Found& place : places.value()) {
    Result<Case> found = case_of(place.sequence, versions, state, history);
    if (!found) return found.failure();
    cases.push_back(std::move(found).value());
  }
  if (cases.size() == 1) {
    const Status added = add_completed(versions, state, history, cases);
    if (!added) return added.failure();
  }
  return cases;
}

Result<std::vector<Case>> cases_waiting_for(const Event& event, const State& state, const Symbols& symbols, History& history) {
  std::vector<Case> cases;
  const SymbolId id = symbols.find(event.id);
  if (id == SymbolId{}) return cases;
  for (const WaitingReturn& waiting : state.waiting) {
    if (waiting.receipt != id) continue;
    Case found;
    Result<PastEvent> past = history.event(waiting.sequence);
    if (!past) return past.failure();
    found.kind = CaseKind::kWaits;
    found.past = std::move(past).value();
    cases.push_back(std::move(found));
  }
  return cases;
}

// Results of closes that an event older than what was booked may change, or one that counts on a day that is over already.
bool reopens(const Event& event, const Versions& versions, const State& state) {
  if (event.member == MemberIndex{} || event.member.index() >= state.members.size()) return false;
  const std::int64_t second = event.stamp.instant_second;
  const bool late = second < state.members[event.member.index()].last_second || second < state.clock_second;
  const VersionOrdinal then = versions.in_force(event.stamp.local.day);
  const bool over = effective_day(versions.at(then).program.calendar, event) < event.stamp.program.day;
  if ((!late && !over) || !can_be_returned(event.kind)) return false;
  return may_reopen(versions, then);
}

Status add_reopened(const Event& event, History& history, std::vector<Case>& cases) {
  Case reopened;
  reopened.kind = CaseKind::kReopened;
  const Status added = history.each_after(event.member, 0, [&](Sequence, const Outcome& outcome) { reopened.later.push_back(outcome); });
  if (added) cases.push_back(std::move(reopened));
  return added;
}

}  // namespace

bool can_be_returned(EventKind kind) {
  switch (kind) {
    case EventKind::kPurchase:
    case EventKind::kActivity:
    case EventKind::kRedeem:
    case EventKind::kCommit:
    case EventKind::kAdjust:
    case EventKind::kGift:
    case EventKind::kExchange: return true;
    default: return false;
  }
}

Result<std::vector<Case>> find_cases(const Event& event, const Versions& versions, const State& state, const Symbols& symbols, History& history) {
  if (event.kind == EventKind::kReturn) return cases_of_return(event, versions, state, history);
  Result<std::vector<Case>> cases = std::vector<Case>{};
  if (!state.waiting.empty() && can_be_returned(event.kind)) cases = cases_waiting_for(event, state, symbols, history);
  if (!cases || !reopens(event, versions, state)) return cases;
  const Status added = add_reopened(event, history, cases.value());
  if (!added) return added.failure();
  return cases;
}

}  // namespace setia::engine
