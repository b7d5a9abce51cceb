#include "engine/due.hpp"

#include <algorithm>
#include <optional>

#include "engine/ensure.hpp"
#include "engine/life.hpp"
#include "engine/lots.hpp"

namespace setia::engine {
namespace {

// Steps of [T3] that concern one lot, in their order at one instant.
enum class Step : std::uint8_t { kRelease = 1, kHoldEnd, kExpiry };

struct Due {
  Moment at;
  Step step = Step::kRelease;
  std::uint32_t unit_key = 0;
  LotNumber lot = 0;  // kHoldEnd: the posting that held it
};

bool earlier(const Due& a, const Due& b) {
  if (a.at.second != b.at.second) return a.at.second < b.at.second;
  if (a.step != b.step) return a.step < b.step;
  if (a.unit_key != b.unit_key) return a.unit_key < b.unit_key;
  return a.lot < b.lot;
}

// Inactivity: one day for the whole balance, moved by the happenings that its clauses name [U1].
Day inactivity_day(const Unit& unit, const MemberState& member, const Program& program) {
  Day earliest = kNever;
  for (const Expiry& clause : unit.life.expiries)
    if (clause.kind == ExpiryKind::kAfter && clause.since == Since::kLast)
      earliest = std::min(earliest, day_by(clause, {}, member, program));
  return earliest;
}

Day inactive_from(const Versions& versions, const Holding& holding, const MemberState& member, const Moment& now) {
  if (holding.lots.empty()) return kNever;
  const UnitThen then = unit_as_of(versions, holding.unit_key, versions.in_force(now.program.day));
  const Program& program = versions.at(then.version).program;
  return inactivity_day(program.units[then.unit.index()], member, program);
}

class DueBooks {
 public:
  DueBooks(const Versions& versions, MemberIndex index, const Moment& until, MemberState& member, PostingNumber& next,
           std::vector<Posting>& out)
      : versions_(versions), index_(index), until_(until), member_(member), next_(next), out_(out) {}

  void book_all() {
    while (const std::optional<Due> due = earliest()) {
      reached_ = std::max(reached_, due->at.second);
      book(*due);
    }
    member_.next_due = next_due_day(versions_, member_, until_);
  }

 private:
  void consider(const Due& due, std::optional<Due>& best) const {
    if (due.at.second > until_.second) return;
    if (!best || earlier(due, *best)) best = due;
  }

  std::optional<Due> earliest() const {
    std::optional<Due> best;
    for (const Holding& holding : member_.holdings) {
      for (const PendingLot& lot : holding.pending)
        consider({moment_of(lot.release, until_), Step::kRelease, holding.unit_key, lot.lot.number}, best);
      for (const HeldLot& lot : holding.held) consider({moment_of(lot.until, until_), Step::kHoldEnd, holding.unit_key, lot.held_by}, best);
      const Day inactive = inactive_from(versions_, holding, member_, until_);
      for (const Lot& lot : holding.lots) {
        const Day last = std::min(lot.last_valid, inactive);
        if (last != kNever) consider({midnight_of(last + 1, until_), Step::kExpiry, holding.unit_key, lot.number}, best);
      }
    }
    return best;
  }

  void book(const Due& due) {
    const UnitThen then = unit_as_of(versions_, due.unit_key, versions_.in_force(due.at.program.day));
    const Unit& unit = versions_.at(then.version).program.units[then.unit.index()];
    Posting posting;
    posting.number = next_++;
    // What was past already when a later step revealed it comes and goes at that step's instant.
    posting.effective_second = std::max(due.at.second, reached_);
    posting.effective =
        posting.effective_second == due.at.second ? due.at.program : moment_of({posting.effective_second, 0}, until_).program;
    posting.version = then.version;
    posting.unit = then.unit;
    if (due.step == Step::kHoldEnd) return end_hold_of(due.lot, posting, index_, unit, member_, next_, out_);
    posting.lot_left = due.lot;
    const Holding& holding = holding_of(member_, due.unit_key);
    if (due.step == Step::kRelease) return release(posting, unit, holding);
    expire(posting, unit, holding);
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
    out_.push_back(posting);
    pay_debt(posting, unit, member_, next_, out_);
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
    out_.push_back(posting);
  }

  const Versions& versions_;
  MemberIndex index_;
  const Moment& until_;
  MemberState& member_;
  PostingNumber& next_;
  std::vector<Posting>& out_;
  std::int64_t reached_ = INT64_MIN;
};

}  // namespace

UnitThen unit_as_of(const Versions& versions, std::uint32_t key, VersionOrdinal version) {
  for (std::size_t ordinal = version.index() + 1; ordinal-- > 0;) {
    const auto& units = versions.at(VersionOrdinal{ordinal}).program.units;
    for (std::size_t unit = 0; unit < units.size(); ++unit)
      if (units[unit].key == key) return {VersionOrdinal{ordinal}, UnitId{unit}};
  }
  ENSURE(false);
}

Day next_due_day(const Versions& versions, const MemberState& member, const Moment& now) {
  Day day = kNever;
  for (const Holding& holding : member.holdings) {
    for (const PendingLot& lot : holding.pending) day = std::min(day, moment_of(lot.release, now).program.day);
    for (const HeldLot& lot : holding.held) day = std::min(day, moment_of(lot.until, now).program.day);
    const Day inactive = inactive_from(versions, holding, member, now);
    for (const Lot& lot : holding.lots) {
      const Day last = std::min(lot.last_valid, inactive);
      if (last != kNever) day = std::min(day, last + 1);
    }
  }
  return day;
}

Moment midnight_of(Day day, const Moment& now) {
  constexpr std::int64_t kDaySeconds = 86'400;
  const std::int64_t into_minute = ((now.second % 60) + 60) % 60;
  const std::int64_t since = (std::int64_t{now.program.day} - day) * kDaySeconds + now.program.minute * 60 + into_minute;
  return {now.second - since, {day, 0}};
}

Moment moment_of(const Release& release, const Moment& now) {
  if (release.second == 0) return midnight_of(release.day, now);
  constexpr std::int64_t kDayMinutes = 1'440;
  const std::int64_t now_minute = (now.second - ((now.second % 60) + 60) % 60) / 60;
  const std::int64_t then_minute = (release.second - ((release.second % 60) + 60) % 60) / 60;
  const std::int64_t minute = now.program.day * kDayMinutes + now.program.minute + (then_minute - now_minute);
  const std::int64_t of_day = ((minute % kDayMinutes) + kDayMinutes) % kDayMinutes;
  return {release.second, {static_cast<Day>((minute - of_day) / kDayMinutes), static_cast<Minute>(of_day)}};
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
  paid.amount_micro = std::min(debt, opened.amount_micro);
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

void book_due(const Versions& versions, MemberIndex index, const Moment& until, MemberState& member, PostingNumber& next,
              std::vector<Posting>& out) {
  if (until.program.day < member.next_due) return;
  DueBooks(versions, index, until, member, next, out).book_all();
}

}  // namespace setia::engine
