#include "engine/take.hpp"

#include <algorithm>
#include <tuple>

#include "engine/apply.hpp"
#include "engine/due.hpp"
#include "engine/ensure.hpp"
#include "engine/lots.hpp"
#include "engine/posting.hpp"
#include "engine/purchase_numbers.hpp"

namespace setia::engine {
namespace {

bool before(const Usage& a, const Usage& b) {
  return std::tie(a.limit_key, a.scope, a.window) < std::tie(b.limit_key, b.scope, b.window);
}
bool before(const Gathered& a, const Gathered& b) {
  return std::tie(a.metric_key, a.day, a.group) < std::tie(b.metric_key, b.day, b.group);
}
bool before(const CounterValue& a, const CounterValue& b) {
  return std::tie(a.counter_key, a.window) < std::tie(b.counter_key, b.window);
}

// The entry with the key of `wanted`, made from it when there is none.
template <class Entry>
Entry& entry_of(std::vector<Entry>& entries, const Entry& wanted) {
  const auto place =
      std::lower_bound(entries.begin(), entries.end(), wanted, [](const Entry& a, const Entry& b) { return before(a, b); });
  if (place != entries.end() && !before(wanted, *place)) return *place;
  return *entries.insert(place, wanted);
}

// Forgets the entry with the key of `wanted` when nothing is left of it.
template <class Entry, class Nothing>
void erase_when(std::vector<Entry>& entries, const Entry& wanted, Nothing nothing) {
  const auto place =
      std::lower_bound(entries.begin(), entries.end(), wanted, [](const Entry& a, const Entry& b) { return before(a, b); });
  if (place != entries.end() && nothing(*place)) entries.erase(place);
}

void add(std::int64_t& total, Wide amount) {
  const auto narrow = static_cast<std::int64_t>(amount);
  ENSURE(narrow == amount);
  add_exactly(total, narrow);
}

class Taking {
 public:
  Taking(const Versions& versions, Sequence sequence, std::int64_t second, CivilTime program, State& state)
      : versions_(versions), sequence_(sequence), now_{second, program}, state_(state) {}

  void change(const Change& change, const Outcome& outcome) {
    switch (change.kind) {
      case ChangeKind::kNamed: return named(change, outcome);
      case ChangeKind::kJoined: return joined(change);
      case ChangeKind::kStanding: member(change).standing = static_cast<Standing>(change.index); return;
      case ChangeKind::kUsed: return used(change);
      case ChangeKind::kGathered: return gathered(change);
      case ChangeKind::kField: return field(change);
      case ChangeKind::kCounter: return counter(change);
      case ChangeKind::kHappened: return happened(change);
      case ChangeKind::kPurchases: return purchases(change);
      case ChangeKind::kReturned: return returned(change);
      case ChangeKind::kWaits: state_.waiting.push_back({sequence_, change.text, now_.second}); return;
      case ChangeKind::kWaitEnded: return wait_ended(static_cast<Sequence>(change.count));
      case ChangeKind::kHoldOpened: return hold_opened(change);
    }
  }

  void posting(const Posting& posting) {
    const Unit& unit = program(posting.version).units[posting.unit.index()];
    if (is_members(posting.from.kind)) book_from(posting, unit, state_.members[posting.from.member.index()]);
    if (is_members(posting.to.kind)) book_to(posting, unit, state_.members[posting.to.member.index()]);
    if (posting.to.kind == AccountKind::kHeld) hold_entered(posting, state_.members[posting.to.member.index()]);
    if (posting.from.kind == AccountKind::kHeld) hold_left(posting, state_.members[posting.from.member.index()]);
    if (state_.books.size() <= unit.key) state_.books.resize(unit.key + 1);
    Books& books = state_.books[unit.key];
    book_sums(posting, books);
    ENSURE(sum_of(books) == 0);
    ENSURE(posting.number == state_.postings + 1);
    state_.postings = posting.number;
  }

  void touch(MemberIndex index) {
    MemberState& touched = state_.members[index.index()];
    touched.last_record = sequence_;
    if (touched.next_due <= now_.program.day) touched.next_due = next_due_day(versions_, touched, now_);
    if (touched.last_second > now_.second && touched.last_second != 0) return;
    touched.last_second = now_.second;
    touched.last_program = now_.program;
  }

  void clock() {
    ENSURE(sequence_ == state_.sequence + 1);
    state_.sequence = sequence_;
    if (state_.clock_second > now_.second && state_.clock_second != 0) return;
    state_.clock_second = now_.second;
    state_.clock_program = now_.program;
  }

 private:
  const Program& program(VersionOrdinal version) const { return versions_.at(version).program; }
  MemberState& member(const Change& change) { return state_.members[change.member.index()]; }

  void named(const Change& change, const Outcome& outcome) {
    ENSURE(change.member.index() == state_.members.size());
    const auto naming =
        std::find_if(outcome.named.begin(), outcome.named.end(), [&](const Naming& one) { return one.member == change.member; });
    ENSURE(naming != outcome.named.end());
    state_.members.emplace_back().id = naming->id;
    state_.by_id.emplace(naming->id, change.member);
  }

  void joined(const Change& change) {
    MemberState& joining = member(change);
    joining.standing = Standing::kActive;
    joining.joining = ++state_.joined;
    ENSURE(change.amount == joining.joining);
    joining.joined = {static_cast<Day>(change.window), static_cast<Minute>(change.count)};
    joining.joined_second = now_.second;
    state_.joiners.push_back(change.member);
  }

  void used(const Change& change) {
    auto& usage = change.member == MemberIndex{} ? state_.usage : member(change).usage;
    const std::uint32_t key = program(change.version).limits[change.index].key;
    const Usage wanted{key, change.text, change.window, 0};
    entry_of(usage, wanted).used += change.amount;
    if (change.amount < 0) erase_when(usage, wanted, [](const Usage& used) { return used.used == 0; });
  }

  void purchases(const Change& change) {
    if (change.amount > 0) hold_purchase_number(member(change), change.window);
    else free_purchase_number(member(change), change.window);
  }

  void returned(const Change& change) {
    const Sequence receipt = change.window == 0 ? sequence_ : static_cast<Sequence>(change.window);
    if (change.count != 0) wait_ended(static_cast<Sequence>(change.count));
    state_.returns[receipt].push_back(change.count == 0 ? sequence_ : static_cast<Sequence>(change.count));
  }

  void wait_ended(Sequence sequence) {
    std::erase_if(state_.waiting, [&](const WaitingReturn& waiting) { return waiting.sequence == sequence; });
  }

  void gathered(const Change& change) {
    const std::uint32_t key = program(change.version).metrics[change.index].key;
    const Gathered wanted{key, static_cast<Day>(change.window), change.text, 0, 0};
    Gathered& cell = entry_of(member(change).gathered, wanted);
    add(cell.value, change.amount);
    add(cell.count, change.count);
    const auto nothing = [](const Gathered& one) { return one.value == 0 && one.count == 0; };
    if (nothing(cell)) erase_when(member(change).gathered, wanted, nothing);
  }

  void field(const Change& change) {
    const FieldOf& field = program(change.version).fields[change.index];
    auto& fields = member(change).fields;
    if (change.count == 0) {
      std::erase_if(fields, [&](const FieldValue& value) { return value.field_key == field.key; });
      return;
    }
    const bool text = field.type == ValueType::kText;
    take_field(field.key, text ? static_cast<std::int64_t>(change.text.value) : static_cast<std::int64_t>(change.amount), member(change));
  }

  void counter(const Change& change) {
    const std::uint32_t key = program(change.version).counters[change.index].key;
    add(entry_of(member(change).counters, CounterValue{key, static_cast<Day>(change.window), 0}).value, change.amount);
  }

  // The first of its kind may give lots a last day that had none; later ones only move it on.
  void happened(const Change& change) {
    const auto happening = static_cast<Happening>(change.index);
    auto& last = member(change).last;
    auto place = std::find_if(last.begin(), last.end(),
                              [&](const LastHappening& one) { return one.happening == happening && one.activity == change.text; });
    if (place == last.end()) {
      place = last.insert(last.end(), {happening, change.text, now_.second, static_cast<Day>(change.window)});
      member(change).next_due = std::min(member(change).next_due, now_.program.day + 1);
    }
    if (place->second > now_.second) return;
    place->second = now_.second;
    place->day = static_cast<Day>(change.window);
  }

  // Holds that ended long ago are forgotten when another is opened: nobody asks for them any more.
  void hold_opened(const Change& change) {
    constexpr std::int64_t kMonthSeconds = 30 * 86'400;
    std::vector<Hold>& holds = member(change).holds;
    std::erase_if(holds, [&](const Hold& hold) { return hold.end != HoldEnd::kOpen && hold.end_second < now_.second - kMonthSeconds; });
    Hold opened;
    opened.id = change.text;
    opened.unit_key = program(change.version).units[change.index].key;
    opened.first = static_cast<PostingNumber>(change.amount);
    opened.last = opened.first + static_cast<PostingNumber>(change.count) - 1;
    holds.push_back(opened);
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
  Moment now_;
  State& state_;
};

}  // namespace

void take_field(std::uint32_t key, std::int64_t value, MemberState& member) {
  auto place = std::lower_bound(member.fields.begin(), member.fields.end(), key,
                                [](const FieldValue& one, std::uint32_t wanted) { return one.field_key < wanted; });
  if (place == member.fields.end() || place->field_key != key) place = member.fields.insert(place, FieldValue{key, 0});
  place->value = value;
}

void take_adoption(const Versions& versions, State& state) {
  for (MemberState& member : state.members) {
    member.next_due = kAlways;
    for (Holding& holding : member.holdings) {
      const UnitThen then = unit_as_of(versions, holding.unit_key, versions.latest());
      order_lots(holding.lots, versions.at(then.version).program.units[then.unit.index()].use);
    }
  }
}

void take(const Versions& versions, const Outcome& outcome, Sequence sequence, std::int64_t instant_second, CivilTime program,
          State& state) {
  ENSURE(!outcome.refused);
  Taking taking(versions, sequence, instant_second, program, state);
  for (const Change& change : outcome.changes) taking.change(change, outcome);
  for (const Posting& posting : outcome.postings) taking.posting(posting);
  for (const MemberIndex member : outcome.members) taking.touch(member);
  taking.clock();
}

}  // namespace setia::engine
