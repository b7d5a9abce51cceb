#include "engine/history.hpp"

#include <algorithm>
#include <set>

#include "engine/buying.hpp"
#include "engine/event_day.hpp"
#include "engine/event_fields.hpp"
#include "engine/lots.hpp"
#include "engine/marks.hpp"
#include "engine/opt_in.hpp"
#include "engine/reward_desk.hpp"
#include "engine/timetable.hpp"

namespace setia::engine {
namespace {

// Of a member, what happened and was not returned.
class Happenings {
 public:
  explicit Happenings(MemberIndex member) : member_(member) {}

  void add(Sequence sequence, std::int64_t second, const Outcome& outcome) {
    for (const Change& change : outcome.changes) {
      if (change.member != member_) continue;
      const LastHappening one{static_cast<Happening>(change.index), change.text, second + static_cast<std::int64_t>(change.amount), static_cast<Day>(change.window)};
      if (change.kind == ChangeKind::kHappened) happened_.emplace_back(sequence, one);
      if (change.kind == ChangeKind::kUndone) undo(change.window == 0 ? sequence : static_cast<Sequence>(change.window), one);
    }
  }

  std::vector<LastHappening> last() const {
    std::vector<LastHappening> last;
    for (const auto& [sequence, one] : happened_) {
      const auto place = std::find_if(last.begin(), last.end(), [&](const LastHappening& other) { return same(one, other); });
      if (place == last.end()) last.push_back(one);
      else if (place->second <= one.second) *place = one;
    }
    return last;
  }

 private:
  static bool same(const LastHappening& a, const LastHappening& b) { return a.happening == b.happening && a.activity == b.activity; }

  void undo(Sequence sequence, const LastHappening& undone) {
    const auto place = std::find_if(happened_.begin(), happened_.end(), [&](const auto& one) { return one.first == sequence && same(one.second, undone); });
    if (place != happened_.end()) happened_.erase(place);
  }

  MemberIndex member_;
  std::vector<std::pair<Sequence, LastHappening>> happened_;
};

bool may_reopen(const Versions& versions, VersionOrdinal from) {
  for (std::size_t version = from.index(); version < versions.size(); ++version)
    if (versions.timetable(VersionOrdinal{version}).reopens) return true;
  return false;
}

// What became of the member after the receipt: what of its lots expired, was forfeited or spent, and which marks were reached.
// What closes gave before it came; and what happened besides it.
Status add_beside(const Versions& versions, const State& state, History& history, Case& found) {
  const MemberIndex member = found.past.event.member;
  if (member == MemberIndex{} || member.index() >= state.members.size()) return Done{};
  const Sequence own = found.past.sequence;
  const bool reopens = may_reopen(versions, versions.in_force(found.past.event.stamp.local.day));
  const bool all = looks_back(versions);
  const bool tells_earlier = reopens || pays_many_marks(versions) || buys_by_itself(versions);
  Happenings happenings(member);
  std::set<Sequence> known;
  const Status visited = history.each_after(member, tells_earlier || all ? 0 : own, [&](Sequence sequence, std::int64_t second, const Outcome& outcome) {
    known.insert(sequence);
    if (sequence == own) return;
    if (all) happenings.add(sequence, second, outcome);
    if (sequence > own) found.later.push_back(outcome);
    else if (tells_earlier) found.earlier.push_back(outcome);
  });
  if (!visited) return visited;
  found.last = happenings.last();
  for (const MemberIndex other : found.past.outcome.members) {
    if (other == member || other.index() >= state.members.size()) continue;
    const Status more = history.each_after(other, own, [&](Sequence sequence, std::int64_t, const Outcome& outcome) {
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

// What a friend returns may have been a step of a referral that another event of theirs completed. What a close completed stays.
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
    if (completed.value().past.event.member != member) continue;  // somebody else's event, or a close, brought them the last step
    completed.value().kind = CaseKind::kCompleted;
    cases.push_back(std::move(completed).value());
  }
  return Done{};
}

// What was returned before may have left a level only because what is returned now reached it, too.
Status add_risen(const Versions& versions, const State& state, History& history, std::vector<Case>& cases) {
  const MemberIndex member = cases.front().past.event.member;
  if (member.index() >= state.members.size()) return Done{};
  std::set<Sequence> records;
  for (const Reached& one : state.members[member.index()].reached)
    if (!one.floor && state.returns.count(one.record) != 0) records.insert(one.record);
  for (const Case& known : cases) records.erase(known.past.sequence);
  for (const Sequence record : records) {
    Result<Case> risen = case_of(record, versions, state, history);
    if (!risen) return risen.failure();
    if (risen.value().past.event.member != member || !can_be_returned(risen.value().past.event.kind)) continue;
    risen.value().kind = CaseKind::kRose;
    cases.push_back(std::move(risen).value());
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
    Status added = add_completed(versions, state, history, cases);
    if (added) added = add_risen(versions, state, history, cases);
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
  if (event.member == MemberIndex{}) return false;
  const std::int64_t second = event.stamp.instant_second;
  const bool known = event.member.index() < state.members.size();  // who is new may have been there when something closed
  const bool late = second < state.clock_second || (known && second < state.members[event.member.index()].last_second);
  const VersionOrdinal then = versions.in_force(event.stamp.local.day);
  const bool over = effective_day(versions.at(then).program.calendar, event) < event.stamp.program.day;
  if ((!late && !over) || !(can_be_returned(event.kind) || event.kind == EventKind::kJoin)) return false;
  return may_reopen(versions, then);
}

// The rule that the event joins, where it counts from the start and was not joined yet.
const Rule* joins_from_start(const Event& event, const Versions& versions, const State& state) {
  if (event.kind != EventKind::kOpt || event.member.index() >= state.members.size()) return nullptr;
  const std::string* const kind = text_in(event.more, "kind");
  const std::string* const name = text_in(event.more, "name");
  if (kind == nullptr || name == nullptr || *kind != "rule") return nullptr;
  for (const Rule& rule : versions.at(versions.in_force(event.stamp.local.day)).program.rules)
    if (rule.name == *name && rule.opt_in && rule.opt_in->from_start && find_joined(state.members[event.member.index()], rule.key) == nullptr) return &rule;
  return nullptr;
}

// Receipts, activities and redemptions of the rule's time; what fell due in their records has its own distance from them.
bool is_counted_by(const Rule& rule, const Change& change, MemberIndex member) {
  if (change.kind != ChangeKind::kHappened || change.member != member || change.amount != 0) return false;
  const auto happening = static_cast<Happening>(change.index);
  const bool event = happening == Happening::kPurchase || happening == Happening::kActivity || happening == Happening::kRedemption;
  return event && rule.from.day <= change.window && change.window <= rule.until.day;
}

Result<std::vector<Case>> cases_from_start(const Event& event, const Rule& rule, const Versions& versions, const State& state, History& history) {
  std::vector<Sequence> sequences;
  const Status visited = history.each_after(event.member, 0, [&](Sequence sequence, std::int64_t, const Outcome& outcome) {
    const auto counted = [&](const Change& change) { return is_counted_by(rule, change, event.member); };
    if (std::any_of(outcome.changes.begin(), outcome.changes.end(), counted)) sequences.push_back(sequence);
  });
  if (!visited) return visited.failure();
  std::vector<Case> cases;
  for (const Sequence sequence : sequences) {
    Result<Case> found = case_of(sequence, versions, state, history);
    if (!found) return found.failure();
    cases.push_back(std::move(found).value());
    cases.back().kind = CaseKind::kFromStart;
  }
  return cases;
}

// The redemptions that got the vouchers of which a void takes one: which one goes is known only when what fell due is booked.
Result<std::vector<Case>> cases_of_void(const Event& event, const Versions& versions, const State& state, History& history) {
  std::vector<Case> cases;
  const Program& program = versions.at(versions.in_force(event.stamp.local.day)).program;
  const std::string* const name = text_in(event.more, "voucher");
  const Reward* const reward = name == nullptr ? nullptr : reward_named(program, *name);
  if (reward == nullptr || event.member == MemberIndex{} || event.member.index() >= state.members.size()) return cases;
  const Holding* const held = find_holding(state.members[event.member.index()], program.units[reward->voucher.index()].key);
  if (held == nullptr) return cases;
  std::vector<Sequence> sequences;
  const auto got = [&](const Posting& posting) {
    return posting.why == PostingWhy::kRedemption && posting.from.kind == AccountKind::kIssued &&
           std::any_of(held->lots.begin(), held->lots.end(), [&](const Lot& lot) { return lot.number == posting.lot_entered; });
  };
  const Status visited = history.each_after(event.member, 0, [&](Sequence sequence, std::int64_t, const Outcome& outcome) {
    if (std::any_of(outcome.postings.begin(), outcome.postings.end(), got)) sequences.push_back(sequence);
  });
  if (!visited) return visited.failure();
  for (const Sequence sequence : sequences) {
    Result<Case> found = case_of(sequence, versions, state, history);
    if (!found) return found.failure();
    if (can_be_returned(found.value().past.event.kind)) cases.push_back(std::move(found).value());
  }
  return cases;
}

Status add_reopened(const Event& event, const State& state, History& history, std::vector<Case>& cases) {
  Case reopened;
  reopened.kind = CaseKind::kReopened;
  const bool known = event.member.index() < state.members.size();
  const Status added = !known ? Status(Done{}) : history.each_after(event.member, 0, [&](Sequence, std::int64_t, const Outcome& outcome) { reopened.later.push_back(outcome); });
  if (added) cases.push_back(std::move(reopened));
  return added;
}

}  // namespace

bool looks_back(const Versions& versions) {
  for (std::size_t version = 0; version < versions.size(); ++version)
    if (versions.timetable(VersionOrdinal{version}).looks_back) return true;
  return false;
}

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
  if (event.kind == EventKind::kVoid) return cases_of_void(event, versions, state, history);
  if (const Rule* const rule = joins_from_start(event, versions, state)) return cases_from_start(event, *rule, versions, state, history);
  Result<std::vector<Case>> cases = std::vector<Case>{};
  if (!state.waiting.empty() && can_be_returned(event.kind)) cases = cases_waiting_for(event, state, symbols, history);
  if (!cases || !reopens(event, versions, state)) return cases;
  const Status added = add_reopened(event, state, history, cases.value());
  if (!added) return added.failure();
  return cases;
}

}  // namespace setia::engine
