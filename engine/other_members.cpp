#include "engine/other_members.hpp"

#include <algorithm>
#include <utility>

#include "engine/buying.hpp"
#include "engine/due.hpp"
#include "engine/gather_beside.hpp"
#include "engine/lots.hpp"
#include "engine/member_changes.hpp"
#include "engine/referrals.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {

OtherMembers::OtherMembers(const Versions& versions, const State& state, Scratch& scratch) : versions_(versions), state_(state), scratch_(scratch) {
  scratch_.booking.others = this;
}

OtherMembers::~OtherMembers() { scratch_.booking.others = nullptr; }

const MemberState& OtherMembers::now(MemberIndex index) const {
  if (then_ != nullptr && index == looked_at_) return *then_;
  if (own_copy_ != nullptr && index == own_) return *own_copy_;
  const auto copy = copies_.find(index);
  if (copy != copies_.end()) return copy->second;
  static const MemberState kStranger;
  return index.index() < state_.members.size() ? state_.members[index.index()] : kStranger;
}

MemberState& OtherMembers::working(MemberIndex index) {
  if (own_copy_ != nullptr && index == own_) return *own_copy_;
  const auto copy = copies_.find(index);
  if (copy != copies_.end()) return copy->second;
  return copies_.emplace(index, now(index)).first->second;
}

bool OtherMembers::is_touched(MemberIndex index) const { return std::find(touched_.begin(), touched_.end(), index) != touched_.end(); }

void OtherMembers::touch(MemberIndex index) {
  if (!is_touched(index)) touched_.push_back(index);
}

void OtherMembers::bring(const DueWorld& world, MemberIndex index, const Passed& until, PostingNumber& next, Outcome& out) {
  const MemberState& known = now(index);
  if (known.standing == Standing::kUnknown || until.at.program.day < known.next_due) return;
  const std::size_t postings = out.postings.size(), changes = out.changes.size(), messages = out.messages.size();
  book_due(world, index, until, working(index), next, out);
  for (std::size_t i = messages; i < out.messages.size(); ++i) out.told.emplace_back(index, std::move(out.messages[i]));
  const bool told = out.messages.size() > messages;
  out.messages.resize(messages);
  if (told || out.postings.size() > postings || out.changes.size() > changes) touch(index);
}

void OtherMembers::take(std::span<const Change> changes, MemberIndex index, std::int64_t second) {
  for (const Change& change : changes) {
    if (change.member != index) continue;
    take_change(versions_, change, second, working(index));
    touch(index);
  }
}

bool OtherMembers::post(const Giving& giving, const std::vector<Accrual>& accruals, MemberState& member, PostingNumber& next, Outcome& out) {
  const Program& program = versions_.at(giving.version).program;
  for (const Accrual& accrual : accruals) {
    const Holding* const holding = find_holding(member, program.units[accrual.unit.index()].key);
    Wide sum = holding == nullptr ? Wide{0} : Wide{holding->lots_micro} + holding->pending_micro + holding->held_micro;
    for (const Accrual& one : accruals) sum += one.unit == accrual.unit ? one.amount_micro : Units{};
    if (sum > INT64_MAX) return false;
  }
  for (const Accrual& accrual : accruals) {
    const Posting posting = opening(giving, accrual, member, next++);
    const Unit& unit = program.units[accrual.unit.index()];
    book_to(posting, unit, member);
    out.postings.push_back(posting);
    if (posting.to.kind == AccountKind::kAvailable) pay_debt(posting, unit, member, next, out.postings);
  }
  return true;
}

void OtherMembers::give(const DueWorld& world, const Event& cause, const Giving& giving, const std::vector<Accrual>& accruals, PostingNumber& next,
                        Outcome& out) {
  const Program& program = versions_.at(giving.version).program;
  std::vector<Accrual> received = accruals;
  for (Accrual& accrual : received) accrual.to = Receiver::kMember;
  MemberState& member = working(giving.to);
  if (!post(giving, received, member, next, out)) return;
  touch(giving.to);
  const Event event = received_event(cause, giving.to);
  const std::vector<UnitMove> moves = std::exchange(scratch_.booking.moves, {});  // the event's member's
  Judgement follows;
  judge_received(program, giving.version, versions_.index(giving.version), world.state, member, event, received, scratch_, follows, nullptr);
  if (!versions_.foreign(giving.version).empty()) {
    Judgement all = follows;
    all.accruals.insert(all.accruals.begin(), received.begin(), received.end());
    gather_beside(versions_, giving.version, world.state, member, event, scratch_, all);
    follows.changes = std::move(all.changes);
  }
  scratch_.booking.moves = moves;
  if (follows.overflow) return;
  std::vector<Accrual> own, on;
  for (const Accrual& accrual : follows.accruals) (accrual.to == Receiver::kMember ? own : on).push_back(accrual);
  post(giving, own, member, next, out);
  const std::size_t first = out.changes.size();
  for (Change& change : follows.changes) {
    if (change.kind == ChangeKind::kHappened) change.amount = giving.at.second - world.record_second;
    out.changes.push_back(change);
  }
  take({out.changes.data() + first, out.changes.size() - first}, giving.to, world.record_second);
  if (giving.version == out.facts.version) out.cuts.insert(out.cuts.end(), follows.cuts.begin(), follows.cuts.end());
  for (const RuleId rule : follows.said)
    for (const std::string& words : program.rules[rule.index()].says) out.told.emplace_back(giving.to, words);
  for (const UnitId badge : follows.awarded)
    for (const std::string& words : program.units[badge.index()].says) out.told.emplace_back(giving.to, words);
  share_out(world, event, giving, {referrer_at(member, event.stamp.instant_second), on, first}, next, out);
  const bool late = giving.at.second < member.last_second;
  const Moment until = late ? Moment{member.last_second, member.last_program} : giving.at;
  bring(world, giving.to, {until, late ? member.last_step : DueStep::kAll}, next, out);  // what came too late goes at once
  buy_with_what_came(world, {giving.versions, giving.version, until, until, until.program.day, giving.to}, member, next, out);
}

void OtherMembers::share_out(const DueWorld& world, const Event& cause, const Giving& giving, const Shared& shared, PostingNumber& next, Outcome& out) {
  if (shared.referrer == MemberIndex{}) return;
  if (!shared.accruals.empty()) bring(world, shared.referrer, {giving.at, DueStep::kAll}, next, out);
  take({out.changes.data() + shared.first_change, out.changes.size() - shared.first_change}, shared.referrer, world.record_second);
  if (shared.accruals.empty()) return;
  Giving theirs = giving;
  theirs.to = shared.referrer;
  give(world, cause, theirs, shared.accruals, next, out);
}

Event received_event(const Event& cause, MemberIndex member) {
  Event event;
  event.kind = EventKind::kReceived;
  event.member = member;
  event.stamp = cause.stamp;
  return event;
}

void order_by_joining(const State& state, std::vector<MemberIndex>& members) {
  const auto joining = [&](MemberIndex member) {
    const std::uint32_t joined = member.index() < state.members.size() ? state.members[member.index()].joining : 0;
    return joined == 0 ? UINT32_MAX : joined;
  };
  std::sort(members.begin(), members.end(), [&](MemberIndex a, MemberIndex b) { return joining(a) != joining(b) ? joining(a) < joining(b) : a < b; });
}

}  // namespace setia::engine
