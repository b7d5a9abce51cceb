#include "engine/due.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/buying.hpp"
#include "engine/ensure.hpp"
#include "engine/level_dues.hpp"
#include "engine/lots.hpp"
#include "engine/member_changes.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {
namespace {

enum class Does : std::uint8_t { kRules, kReview, kRelease, kHoldEnd, kHoldOver, kExpiry };

struct Due {
  Passed when;
  std::uint32_t unit_key = 0;
  LotNumber lot = 0;             // kHoldEnd: the posting that held it; kHoldOver: the first of the hold
  Does does = Does::kRules;
};

bool earlier(const Due& a, const Due& b) {
  if (a.when < b.when || b.when < a.when) return a.when < b.when;
  if (a.does != b.does) return a.does < b.does;
  if (a.unit_key != b.unit_key) return a.unit_key < b.unit_key;
  return a.lot < b.lot;
}

// An open hold of which others of the household lent all: nothing of the member's own ends with it.
bool is_lent(const Hold& hold, const MemberState& member) {
  const auto is_its = [&](const HeldLot& lot) { return hold.first <= lot.held_by && lot.held_by <= hold.last; };
  return hold.end == HoldEnd::kOpen &&
         std::none_of(member.holdings.begin(), member.holdings.end(), [&](const Holding& holding) { return std::any_of(holding.held.begin(), holding.held.end(), is_its); });
}

class DueBooks {
 public:
  DueBooks(const DueWorld& world, MemberIndex index, const Passed& until, MemberState& member, PostingNumber& next, Outcome& out)
      : world_(world), versions_(world.versions), index_(index), until_(until), member_(member), next_(next), out_(out),
        passed_{{member.last_second, member.last_program}, member.last_step} {
    // What was given meanwhile may be past already; of a late event nothing was given since.
    if (passed_ < until_) reached_ = member.last_second;
  }

  void book_all() {
    for (std::optional<Due> due = earliest(); due || lapsed_; due = earliest()) {
      if (lapsed_ && (!due || lapsed_->when < due->when)) {
        buy(*std::exchange(lapsed_, std::nullopt));
        continue;
      }
      reached_ = std::max(reached_, due->when.at.second);
      if (due->does == Does::kRules) run(*own_);
      else if (due->does == Does::kHoldOver) end_lent(*due);
      else if (due->does == Does::kReview) run(*review_);
      else book(*due);
      if (due->does == Does::kRelease || due->does == Does::kHoldEnd) buy(*due);
    }
    if (passed_ < until_) take_time();
    member_.next_due = next_due_day(versions_, member_, until_.at);
  }

 private:
  void consider(const Due& due, std::optional<Due>& best) const {
    if (until_ < due.when) return;
    if (!best || earlier(due, *best)) best = due;
  }

  std::optional<Due> earliest() {
    std::optional<Due> best;
    own_ = next_own_due(versions_, member_, passed_);
    if (own_) consider({{own_->at, own_->step}, 0, 0, Does::kRules}, best);
    review_ = next_review(versions_, member_, passed_);
    if (review_) consider({{review_->at, review_->step}, 0, 0, Does::kReview}, best);
    if (!member_.household.empty()) {
      for (const Hold& hold : member_.holds)
        if (is_lent(hold, member_)) consider({{moment_of(versions_, hold.until, until_.at), DueStep::kRelease}, hold.unit_key, hold.first, Does::kHoldOver}, best);
    }
    for (const Holding& holding : member_.holdings) {
      for (const PendingLot& lot : holding.pending)
        consider({{moment_of(versions_, lot.release, until_.at), DueStep::kRelease}, holding.unit_key, lot.lot.number, Does::kRelease}, best);
      for (const HeldLot& lot : holding.held)
        consider({{moment_of(versions_, lot.until, until_.at), DueStep::kRelease}, holding.unit_key, lot.held_by, Does::kHoldEnd}, best);
      for (const Lot& lot : holding.lots)
        if (const auto lapse = lapse_of(world_, holding, lot, index_, member_, until_.at))
          consider({{*lapse, DueStep::kExpiry}, holding.unit_key, lot.number, Does::kExpiry}, best);
    }
    return best;
  }

  void run(const ClockDue& due) {
    passed_ = {due.at, due.step};
    run_clock(world_, index_, due, member_, next_, out_);
  }

  void take_time() {
    member_.last_second = until_.at.second;
    member_.last_program = until_.at.program;
    member_.last_step = until_.step;
  }

  void book(const Due& due) {
    const UnitThen then = unit_as_of(versions_, due.unit_key, versions_.in_force(due.when.at.program.day));
    const Unit& unit = versions_.at(then.version).program.units[then.unit.index()];
    Posting posting;
    posting.number = next_++;
    // What was past already when a later step revealed it comes and goes at that step's instant.
    posting.effective_second = std::max(due.when.at.second, reached_);
    posting.effective = moment_at(versions_.offsets(), posting.effective_second, until_.at).program;
    posting.version = then.version;
    posting.unit = then.unit;
    if (due.does == Does::kHoldEnd) {
      end_hold_of(due.lot, posting, index_, unit, member_, next_, out_.postings);
      return free_what_it_reserved(due.lot, then.version);
    }
    posting.lot_left = due.lot;
    const Holding& holding = holding_of(member_, due.unit_key);
    if (due.does == Does::kRelease) return release(posting, unit, holding);
    expire(posting, unit, holding);
    if (unit.kind == UnitKind::kVoucher) lapsed_ = due;
  }

  // What is released may pay for a reward that is bought by itself, and where one has lapsed there is room for the next.
  void buy(const Due& due) {
    const Moment at = reached_ > due.when.at.second ? moment_at(versions_.offsets(), reached_, until_.at) : due.when.at;
    const Giving giving{versions_, versions_.in_force(at.program.day), at, at, at.program.day, index_};
    buy_with_what_came(world_, giving, member_, next_, out_);
  }

  void end_lent(const Due& due) {
    Change over;
    over.kind = ChangeKind::kHoldOver;
    over.member = index_;
    over.index = static_cast<std::uint32_t>(HoldEnd::kByItself);
    over.amount = due.lot;
    over.count = due.when.at.second;
    const auto hold = std::find_if(member_.holds.begin(), member_.holds.end(), [&](const Hold& one) { return one.first == due.lot; });
    free_what_it_reserved(*hold, versions_.in_force(due.when.at.program.day));
    out_.changes.push_back(over);
    take_change(versions_, over, world_.record_second, member_);
  }

  // When nothing of the hold is left.
  void free_what_it_reserved(PostingNumber held_by, VersionOrdinal version) {
    const auto is_its = [&](const Hold& hold) { return hold.first <= held_by && held_by <= hold.last; };
    const auto hold = std::find_if(member_.holds.begin(), member_.holds.end(), is_its);
    if (hold == member_.holds.end() || !is_lent(*hold, member_)) return;
    hold->end = HoldEnd::kByItself;  // as taking what is booked will say
    free_what_it_reserved(*hold, version);
  }

  void free_what_it_reserved(const Hold& hold, VersionOrdinal version) {
    const std::size_t first = out_.changes.size();
    free_what_was_reserved(hold, index_, versions_, version, out_.changes);
    for (std::size_t i = first; i < out_.changes.size(); ++i)
      if (out_.changes[i].member == index_) take_change(versions_, out_.changes[i], world_.record_second, member_);
  }

  void release(Posting& posting, const Unit& unit, const Holding& holding) {
    const auto lot = std::find_if(holding.pending.begin(), holding.pending.end(),
                                  [&](const PendingLot& open) { return open.lot.number == posting.lot_left; });
    ENSURE(lot != holding.pending.end());
    posting.why = PostingWhy::kRelease;
    posting.from = {AccountKind::kPending, index_};
    posting.to = {AccountKind::kAvailable, index_};
    posting.lot_entered = posting.lot_left;
    posting.amount_micro = lot->lot.left_micro;
    posting.earned = lot->lot.earned;
    posting.last_valid = lot->lot.last_valid;
    book_from(posting, unit, member_);
    book_to(posting, unit, member_);
    out_.postings.push_back(posting);
    pay_debt(posting, unit, member_, next_, out_.postings);
  }

  void expire(Posting& posting, const Unit& unit, const Holding& holding) {
    const auto lot =
        std::find_if(holding.lots.begin(), holding.lots.end(), [&](const Lot& open) { return open.number == posting.lot_left; });
    ENSURE(lot != holding.lots.end());
    posting.why = PostingWhy::kExpiry;
    posting.from = {AccountKind::kAvailable, index_};
    posting.to = {AccountKind::kExpired, MemberIndex{}};
    posting.amount_micro = lot->left_micro;
    posting.earned = lot->earned;
    posting.last_valid = lot->last_valid;
    book_from(posting, unit, member_);
    out_.postings.push_back(posting);
  }

  const DueWorld& world_;
  const Versions& versions_;
  MemberIndex index_;
  Passed until_;
  MemberState& member_;
  PostingNumber& next_;
  Outcome& out_;
  Passed passed_;                  // of what rules a clock starts
  std::optional<ClockDue> own_, review_;  // the next of those, and of levels
  std::optional<Due> lapsed_;      // a voucher that has made room, until all that expires with it is gone
  std::int64_t reached_ = INT64_MIN;
};

}  // namespace

Day next_due_day(const Versions& versions, const MemberState& member, const Moment& now) {
  Day day = kNever;
  if (const auto own = next_own_due(versions, member, {{member.last_second, member.last_program}, member.last_step}))
    day = own->at.program.day;
  if (const auto review = next_review(versions, member, {{member.last_second, member.last_program}, member.last_step}))
    day = std::min(day, review->at.program.day);
  for (const Hold& hold : member.household.empty() ? std::vector<Hold>{} : member.holds)
    if (is_lent(hold, member)) day = std::min(day, moment_of(versions, hold.until, now).program.day);
  for (const Holding& holding : member.holdings) {
    for (const PendingLot& lot : holding.pending) day = std::min(day, moment_of(versions, lot.release, now).program.day);
    for (const HeldLot& lot : holding.held) day = std::min(day, moment_of(versions, lot.until, now).program.day);
    for (const Lot& lot : holding.lots) day = std::min(day, gone_on(versions, holding, lot, member, now));
  }
  return day;
}

Moment midnight_of(const Versions& versions, Day day, const Moment& now) { return moment_of(versions.offsets(), {day, 0}, now); }

Moment moment_of(const Versions& versions, const Release& release, const Moment& now) {
  return release.second == 0 ? midnight_of(versions, release.day, now) : moment_at(versions.offsets(), release.second, now);
}

void pay_debt(const Posting& opened, const Unit& unit, MemberState& member, PostingNumber& next, std::vector<Posting>& out) {
  const std::int64_t debt = holding_of(member, unit.key).debt_micro;
  if (debt == 0) return;
  Posting paid = opened;
  paid.number = next++;
  paid.why = PostingWhy::kDebtPaid;
  paid.from = paid.to = opened.to;
  paid.lot_left = opened.lot_entered;
  paid.lot_entered = 0;
  paid.amount_micro = std::min<std::int64_t>(debt, opened.amount_micro);
  paid.rule = RuleId{};
  paid.line = 0;
  paid.release = {};
  book_from(paid, unit, member);
  book_to(paid, unit, member);
  out.push_back(paid);
}

void end_hold_of(PostingNumber held_by, Posting& posting, MemberIndex index, const Unit& unit, MemberState& member, PostingNumber& next,
                 std::vector<Posting>& out) {
  const std::vector<HeldLot>& held = holding_of(member, unit.key).held;
  const auto lot = std::find_if(held.begin(), held.end(), [held_by](const HeldLot& one) { return one.held_by == held_by; });
  ENSURE(lot != held.end());
  posting.why = PostingWhy::kHoldEnd;
  posting.from = {AccountKind::kHeld, index};
  posting.to = {AccountKind::kAvailable, index};
  posting.lot_left = posting.lot_entered = lot->lot.number;
  posting.amount_micro = lot->lot.left_micro;
  posting.earned = lot->lot.earned;
  posting.last_valid = lot->lot.last_valid;
  posting.reverses = held_by;
  book_from(posting, unit, member);
  book_to(posting, unit, member);
  out.push_back(posting);
  pay_debt(posting, unit, member, next, out);
}

void free_what_was_reserved(const Hold& hold, MemberIndex index, const Versions& versions, VersionOrdinal version, std::vector<Change>& out) {
  for (const Reserved& one : hold.reserved) {
    for (std::size_t ordinal = version.index() + 1; ordinal-- > 0;) {
      const std::vector<Limit>& limits = versions.at(VersionOrdinal{ordinal}).program.limits;
      const auto limit = std::find_if(limits.begin(), limits.end(), [&](const Limit& known) { return known.key == one.usage.limit_key; });
      if (limit == limits.end()) continue;
      Change freed;
      freed.kind = ChangeKind::kUsed;
      freed.member = one.of_program ? MemberIndex{} : index;
      freed.version = VersionOrdinal{ordinal};
      freed.index = static_cast<std::uint32_t>(limit - limits.begin());
      freed.text = one.usage.scope;
      freed.window = one.usage.window;
      freed.amount = -one.usage.used;
      out.push_back(freed);
      break;
    }
  }
}

void run_clock(const DueWorld& world, MemberIndex index, const ClockDue& due, MemberState& member, PostingNumber& next, Outcome& out) {
  const Event event = clock_event(due, index);
  // What a close gives is earned on the last day of its window [J6].
  const Giving giving{world.versions, due.version, due.at, due.at, due.seen.day, index};
  const std::size_t known = out.postings.size() + out.changes.size();
  give_at_once(world, event, giving, member, next, out);
  if (out.postings.size() + out.changes.size() == known) return;  // that it was looked at changes nothing
  buy_with_what_came(world, {world.versions, due.version, due.at, due.at, due.at.program.day, index}, member, next, out);
}

void book_due(const DueWorld& world, MemberIndex index, const Passed& until, MemberState& member, PostingNumber& next, Outcome& out) {
  if (until.at.program.day < member.next_due) return;
  DueBooks(world, index, until, member, next, out).book_all();
}

}  // namespace setia::engine
