#include "engine/take.hpp"

#include <algorithm>
#include <span>

#include "engine/apply.hpp"
#include "engine/due.hpp"
#include "engine/ensure.hpp"
#include "engine/lots.hpp"
#include "engine/member_changes.hpp"
#include "engine/own_life.hpp"
#include "engine/posting.hpp"
#include "engine/purchase_numbers.hpp"

namespace setia::engine {
namespace {

class Taking {
 public:
  Taking(const Versions& versions, Sequence sequence, const Passed& passed, State& state)
      : versions_(versions), sequence_(sequence), passed_(passed), now_(passed.at), state_(state) {}

  void change(const Change& change, const Outcome& outcome) {
    switch (change.kind) {
      case ChangeKind::kNamed: return named(change, outcome);
      case ChangeKind::kJoined: return joined(change);
      case ChangeKind::kReturned: return returned(change);
      case ChangeKind::kWaits: state_.waiting.push_back({sequence_, change.text, now_.second}); return;
      case ChangeKind::kWaitEnded: return wait_ended(static_cast<Sequence>(change.count));
      default: break;
    }
    if (change.member == MemberIndex{}) take_use(versions_, change, state_.usage);
    else take_change(versions_, change, now_.second, member(change));
    if (change.kind == ChangeKind::kFriendDone && change.amount > 0) member(change).referrals.back().record = sequence_;
    if (change.kind == ChangeKind::kReached && change.amount > 0) member(change).reached.back().record = sequence_;
  }

  void postings(std::span<const Posting> postings) {
    while (!postings.empty()) {
      const std::size_t gifts = gifts_first(postings);
      if (gifts == 0) posting(postings.front());
      else give(postings.first(gifts));
      postings = postings.subspan(gifts == 0 ? 1 : gifts);
    }
  }

  void touch(MemberIndex index) {
    MemberState& touched = state_.members[index.index()];
    touched.last_record = sequence_;
    if (!touched.own_lives.empty()) forget_own_lives(touched);
    pass(touched);
    if (touched.next_due <= now_.program.day) touched.next_due = next_due_day(versions_, touched, now_);
  }

  void clock() {
    ENSURE(sequence_ == state_.sequence + 1);
    state_.sequence = sequence_;
    if (state_.clock_second != 0 && passed_ < Passed{{state_.clock_second, state_.clock_program}, state_.clock_step}) return;
    state_.clock_second = now_.second;
    state_.clock_program = now_.program;
    state_.clock_step = passed_.step;
  }

 private:
  // How many postings at the front are gifts like the first: what a rule gives, available at once, that lives as its unit says.
  std::size_t gifts_first(std::span<const Posting> postings) const {
    const Posting& first = postings.front();
    if (first.why != PostingWhy::kRule) return 0;
    const std::vector<Rule>& rules = program(first.version).rules;
    std::size_t count = 0;
    for (const Posting& one : postings) {
      const bool gift = one.from.kind == AccountKind::kIssued && one.to.kind == AccountKind::kAvailable && one.lot_entered == one.number;
      if (!gift || one.unit != first.unit || one.version != first.version || one.to.member != first.to.member) break;
      if (one.why != PostingWhy::kRule || rules[one.rule.index()].life) break;
      ++count;
    }
    return count;
  }

  void number(const Posting& posting) {
    ENSURE(posting.number == state_.postings + 1);
    state_.postings = posting.number;
  }

  Books& books(const Unit& unit) {
    if (state_.books.size() <= unit.key) state_.books.resize(unit.key + 1);
    return state_.books[unit.key];
  }

  void give(std::span<const Posting> gifts) {
    for (const Posting& gift : gifts) number(gift);
    const Posting& first = gifts.front();
    const Unit& unit = program(first.version).units[first.unit.index()];
    const std::int64_t sum = book_gifts(gifts, unit, state_.members[first.to.member.index()]);
    Books& of_unit = books(unit);
    of_unit.issued_micro -= sum;
    of_unit.members_micro += sum;
    ENSURE(sum_of(of_unit) == 0);
  }

  void posting(const Posting& posting) {
    number(posting);
    const Unit& unit = program(posting.version).units[posting.unit.index()];
    if (is_members(posting.from.kind)) book_from(posting, unit, state_.members[posting.from.member.index()]);
    if (is_members(posting.to.kind)) {
      book_to(posting, unit, state_.members[posting.to.member.index()]);
      note_own_life(versions_, posting, state_.members[posting.to.member.index()]);
    }
    if (posting.to.kind == AccountKind::kHeld) hold_entered(posting, state_.members[posting.to.member.index()]);
    if (posting.from.kind == AccountKind::kHeld) hold_left(posting, state_.members[posting.from.member.index()]);
    Books& of_unit = books(unit);
    book_sums(posting, of_unit);
    ENSURE(sum_of(of_unit) == 0);
  }

  // Not by records that say something about the ledger: what is due by then waits for the next one.
  void pass(MemberState& touched) {
    if (passed_.step == DueStep::kBefore) return;
    if (touched.last_second != 0 && passed_ < Passed{{touched.last_second, touched.last_program}, touched.last_step}) return;
    touched.last_second = now_.second;
    touched.last_program = now_.program;
    touched.last_step = passed_.step;
  }

  const Program& program(VersionOrdinal version) const { return versions_.at(version).program; }
  MemberState& member(const Change& change) { return state_.members[change.member.index()]; }

  void named(const Change& change, const Outcome& outcome) {
    ENSURE(change.member.index() == state_.members.size());
    const auto naming =
        std::find_if(outcome.named.begin(), outcome.named.end(), [&](const Naming& one) { return one.member == change.member; });
    ENSURE(naming != outcome.named.end());
    state_.members.emplace_back().id = naming->id;
    state_.numbers.add_last(state_.members);
  }

  void joined(const Change& change) {
    MemberState& joining = member(change);
    joining.standing = Standing::kActive;
    joining.joining = ++state_.joined;
    ENSURE(change.amount == joining.joining);
    joining.joined = {static_cast<Day>(change.window), static_cast<Minute>(change.count)};
    joining.joined_second = now_.second;
    joining.next_due = kAlways;
    joining.last_second = 0;  // time before it was nobody's
    state_.joiners.push_back(change.member);
  }

  void returned(const Change& change) {
    const Sequence receipt = change.window == 0 ? sequence_ : static_cast<Sequence>(change.window);
    if (change.count != 0) wait_ended(static_cast<Sequence>(change.count));
    state_.returns[receipt].push_back(change.count == 0 ? sequence_ : static_cast<Sequence>(change.count));
  }

  void wait_ended(Sequence sequence) {
    std::erase_if(state_.waiting, [&](const WaitingReturn& waiting) { return waiting.sequence == sequence; });
  }

  void hold_entered(const Posting& posting, MemberState& member) {
    for (Hold& hold : member.holds)
      if (hold.first <= posting.number && posting.number <= hold.last) hold.until = posting.release;
  }

  // How a hold ended stands in what leaves it.
  void hold_left(const Posting& posting, MemberState& member) {
    for (Hold& hold : member.holds) {
      if (posting.reverses < hold.first || hold.last < posting.reverses) continue;
      const bool over = hold.until.second != 0 ? posting.effective_second >= hold.until.second : posting.effective.day >= hold.until.day;
      if (posting.why == PostingWhy::kRedemption) hold.end = HoldEnd::kCommitted;
      else if (hold.end == HoldEnd::kOpen) hold.end = over ? HoldEnd::kByItself : HoldEnd::kCancelled;
      hold.end_second = posting.effective_second;
    }
  }

  const Versions& versions_;
  Sequence sequence_;
  Passed passed_;
  Moment now_;
  State& state_;
};

}  // namespace

void take_adoption(const Versions& versions, State& state) {
  for (MemberState& member : state.members) {
    member.next_due = kAlways;
    for (Holding& holding : member.holdings) {
      const UnitThen then = unit_as_of(versions, holding.unit_key, versions.latest());
      order_lots(holding.lots, versions.at(then.version).program.units[then.unit.index()].use);
    }
  }
}

void take(const Versions& versions, const Outcome& outcome, Sequence sequence, const Passed& passed, State& state) {
  ENSURE(!outcome.refused);
  Taking taking(versions, sequence, passed, state);
  for (const Change& change : outcome.changes) taking.change(change, outcome);
  taking.postings(outcome.postings);
  for (const MemberIndex member : outcome.members) taking.touch(member);
  taking.clock();
}

}  // namespace setia::engine
