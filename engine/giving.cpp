#include "engine/giving.hpp"

#include "engine/due.hpp"
#include "engine/gather_beside.hpp"
#include "engine/life.hpp"
#include "engine/lots.hpp"
#include "engine/member_changes.hpp"
#include "engine/other_members.hpp"
#include "engine/own_life.hpp"
#include "engine/referrals.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {
namespace {

bool fits(const Judgement& judgement, const Program& program, const MemberState& member) {
  if (judgement.overflow) return false;
  for (std::size_t unit = 0; unit < program.units.size(); ++unit) {
    Wide sum = 0;
    for (const Accrual& accrual : judgement.accruals) sum += accrual.unit.index() == unit && accrual.to == Receiver::kMember ? accrual.amount_micro : Units{};
    const Holding* holding = find_holding(member, program.units[unit].key);
    if (holding != nullptr) sum += Wide{holding->lots_micro} + holding->pending_micro + holding->held_micro;
    if (sum > INT64_MAX) return false;
  }
  return true;
}

}  // namespace

Posting opening(const Giving& giving, const Accrual& accrual, const MemberState& member, PostingNumber number) {
  const Program& program = giving.versions.at(giving.version).program;
  const Rule& rule = program.rules[accrual.rule.index()];
  const Life& units = program.units[accrual.unit.index()].life;
  const bool own_pending = rule.life && rule.life->pending.any;
  const bool own_expiry = rule.life && says_expiry(*rule.life);
  Posting posting;
  posting.number = posting.lot_entered = number;
  posting.why = PostingWhy::kRule;
  posting.effective_second = giving.at.second;
  posting.effective = giving.at.program;
  posting.from = {AccountKind::kIssued, MemberIndex{}};
  posting.version = giving.version;
  posting.unit = accrual.unit;
  posting.amount_micro = accrual.amount_micro;
  posting.rule = accrual.rule;
  posting.line = accrual.line;
  posting.earned = giving.earned;
  posting.to = {AccountKind::kAvailable, giving.to};
  if (giving.lives != nullptr && !rule.life && LifeBook::is_of_day(units)) {
    const auto work_out = [&] { return last_valid_day(units, {giving.earned, giving.earned}, member, program); };
    posting.last_valid = giving.lives->last_valid(units, program.calendar, giving.earned, work_out);
    return posting;
  }
  const std::optional<Release> release =
      release_of(own_pending ? rule.life->pending : units.pending, giving.since, giving.earned, member, program);
  const std::optional<Moment> released_at = release ? std::optional(moment_of(giving.versions, *release, giving.since)) : std::nullopt;
  const Day released = released_at ? released_at->program.day : giving.earned;
  posting.last_valid = last_valid_day(own_expiry ? *rule.life : units, {giving.earned, released, giving.event}, member, program);
  const bool waits = released_at && released_at->second > giving.at.second;  // one born past its release is available
  posting.to.kind = waits ? AccountKind::kPending : AccountKind::kAvailable;
  if (waits) posting.release = *release;
  return posting;
}

void give_at_once(const DueWorld& world, const Event& event, const Giving& giving, MemberState& member, PostingNumber& next, Outcome& out) {
  const Program& program = world.versions.at(giving.version).program;
  Judgement& judgement = world.scratch.booking.own_judgement;
  world.scratch.booking.moves.clear();  // what an event moves comes after it
  Trace trace;
  judge(program, giving.version, world.versions.index(giving.version), world.state, member, event, world.scratch, judgement,
        world.trace == nullptr ? nullptr : &trace);
  for (const RuleTrace& rule : trace.rules)
    if (rule.why != Why::kOtherEvent) world.trace->rules.push_back(rule);
  if (world.trace != nullptr) world.trace->gives.insert(world.trace->gives.end(), trace.gives.begin(), trace.gives.end());
  if (!world.versions.foreign(giving.version).empty())
    gather_beside(world.versions, giving.version, world.state, member, event, world.scratch, judgement);
  if (!fits(judgement, program, member)) return;
  std::vector<Accrual> to_referrer;
  for (const Accrual& accrual : judgement.accruals) {
    if (accrual.to == Receiver::kReferrer) {
      to_referrer.push_back(accrual);
      continue;
    }
    const Posting posting = opening(giving, accrual, member, next++);
    const Unit& unit = program.units[accrual.unit.index()];
    book_to(posting, unit, member);
    note_own_life(world.versions, posting, member);
    out.postings.push_back(posting);
    if (posting.to.kind == AccountKind::kAvailable) pay_debt(posting, unit, member, next, out.postings);
  }
  const std::size_t first_change = out.changes.size();
  for (Change& change : judgement.changes) {
    if (change.kind == ChangeKind::kHappened) change.amount = giving.at.second - world.record_second;
    if (change.member == giving.to) take_change(world.versions, change, world.record_second, member);
    out.changes.push_back(change);
  }
  if (giving.version == out.facts.version) out.cuts.insert(out.cuts.end(), judgement.cuts.begin(), judgement.cuts.end());
  for (const RuleId rule : judgement.said)
    for (const std::string& words : program.rules[rule.index()].says) out.messages.push_back(words);
  for (const std::string& words : judgement.warned) out.messages.push_back(words);
  for (const UnitId badge : judgement.awarded)
    for (const std::string& words : program.units[badge.index()].says) out.messages.push_back(words);
  const MemberIndex referrer = program.meets_referrers ? referrer_at(member, event.stamp.instant_second) : MemberIndex{};
  if (world.others != nullptr) world.others->share_out(world, event, giving, {referrer, to_referrer, first_change}, next, out);
}

}  // namespace setia::engine
