#include "engine/member_changes.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "engine/index.hpp"
#include "engine/lots.hpp"
#include "engine/purchase_numbers.hpp"
#include "engine/referrals.hpp"
#include "engine/windows.hpp"

namespace setia::engine {
namespace {

inline bool before(const Usage& a, const Usage& b) {
  if (a.limit_key != b.limit_key) return a.limit_key < b.limit_key;
  return a.scope != b.scope ? a.scope < b.scope : a.window < b.window;
}
inline bool before(const Gathered& a, const Gathered& b) {
  if (a.metric_key != b.metric_key) return a.metric_key < b.metric_key;
  return a.at != b.at ? a.at < b.at : a.group < b.group;
}
inline bool before(const CounterValue& a, const CounterValue& b) {
  return a.counter_key != b.counter_key ? a.counter_key < b.counter_key : a.window < b.window;
}

// The first entry that does not stand before `wanted`.
template <class Entry>
std::size_t place_of(const std::vector<Entry>& entries, const Entry& wanted) {
  const Entry* first = entries.data();
  for (std::size_t left = entries.size(); left > 0;) {
    const std::size_t half = left / 2;
    if (before(first[half], wanted)) {
      first += half + 1;
      left -= half + 1;
    } else {
      left = half;
    }
  }
  return static_cast<std::size_t>(first - entries.data());
}

// The entry with the key of `wanted`, made from it when there is none.
template <class Entry>
Entry& entry_of(std::vector<Entry>& entries, const Entry& wanted) {
  if (!entries.empty() && !before(wanted, entries.back())) {  // nearly always the newest
    if (before(entries.back(), wanted)) entries.push_back(wanted);
    return entries.back();
  }
  const std::size_t place = place_of(entries, wanted);
  if (place < entries.size() && !before(wanted, entries[place])) return entries[place];
  return *entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(place), wanted);
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

[[gnu::noinline]] void gather(const Versions& versions, const Change& change, MemberState& member) {
  const Program& program = versions.at(change.version).program;
  const Metric& metric = program.metrics[change.index];
  const std::uint32_t key = metric.key;
  const Gathered wanted{key, change.text, change.window, 0, 0};
  Gathered& cell = entry_of(member.gathered, wanted);
  add(cell.value, change.amount);
  add_exactly(cell.count, change.count);
  const auto nothing = [](const Gathered& one) { return one.value == 0 && one.count == 0; };
  if (nothing(cell)) erase_when(member.gathered, wanted, nothing);
  if (!metric.by_instant) {
    const PlainMetric& plain = versions.index(change.version).plain_metric(MetricId{change.index});
    move_sums(program.calendar, key, plain.windows, static_cast<Day>(change.window), static_cast<std::int64_t>(change.amount), member);
  }
  if (!program.ladders.empty()) member.next_due = kAlways;  // a day that leaves a window may end a level
}

void set_field(const Versions& versions, const Change& change, MemberState& member) {
  const FieldOf& field = versions.at(change.version).program.fields[change.index];
  member.next_due = kAlways;  // the field may say when something is due
  if (change.count == 0) {
    std::erase_if(member.fields, [&](const FieldValue& value) { return value.field_key == field.key; });
    return;
  }
  const bool text = field.type == ValueType::kText;
  take_field(field.key, text ? static_cast<std::int64_t>(change.text.value) : static_cast<std::int64_t>(change.amount), member);
}

void count(const Versions& versions, const Change& change, MemberState& member) {
  const std::uint32_t key = versions.at(change.version).program.counters[change.index].key;
  add(entry_of(member.counters, CounterValue{key, static_cast<Day>(change.window), 0}).value, change.amount);
}

// The first of its kind may give lots a last day that had none; later ones only move it on.
[[gnu::noinline]] void happened(const Change& change, std::int64_t record_second, MemberState& member) {
  const auto happening = static_cast<Happening>(change.index);
  const std::int64_t second = record_second + static_cast<std::int64_t>(change.amount);
  auto& last = member.last;
  auto place = std::find_if(last.begin(), last.end(),
                            [&](const LastHappening& one) { return one.happening == happening && one.activity == change.text; });
  if (place == last.end()) {
    place = last.insert(last.end(), {happening, change.text, second, static_cast<Day>(change.window)});
    member.next_due = kAlways;
  }
  if (place->second > second) return;
  place->second = second;
  place->day = static_cast<Day>(change.window);
  place->keeps_until = kAlways;
}

// What had happened last was returned: another was the last, or there was none.
void move_back(const Change& change, std::int64_t record_second, MemberState& member) {
  const auto happening = static_cast<Happening>(change.index);
  const auto is_it = [&](const LastHappening& one) { return one.happening == happening && one.activity == change.text; };
  const auto place = std::find_if(member.last.begin(), member.last.end(), is_it);
  if (place == member.last.end()) return;
  member.next_due = kAlways;
  if (change.window == kNever) {
    member.last.erase(place);
    return;
  }
  place->second = record_second + static_cast<std::int64_t>(change.amount);
  place->day = static_cast<Day>(change.window);
  place->keeps_until = static_cast<Day>(change.count);
}

void join_rule(const Versions& versions, const Change& change, std::int64_t second, MemberState& member) {
  const std::uint32_t key = versions.at(change.version).program.rules[change.index].key;
  const auto place = std::lower_bound(member.joined_rules.begin(), member.joined_rules.end(), key,
                                      [](const Joined& one, std::uint32_t wanted) { return one.rule_key < wanted; });
  if (place != member.joined_rules.end() && place->rule_key == key) return;
  member.joined_rules.insert(place, {key, second, {static_cast<Day>(change.window), static_cast<Minute>(change.count)}});
}

void open_period(const Change& change, MemberState& member) {
  const OpenPeriod opened{change.text, static_cast<Day>(change.window)};
  const auto later = [](const OpenPeriod& a, const OpenPeriod& b) { return a.first < b.first; };
  member.periods.insert(std::upper_bound(member.periods.begin(), member.periods.end(), opened, later), opened);
  member.next_due = kAlways;  // something may be due at its end
}

void keep_purchase(const Change& change, MemberState& member) {
  if (change.amount > 0) hold_purchase_number(member, change.window);
  else free_purchase_number(member, change.window);
}

// Holds that ended long ago are forgotten when another is opened: nobody asks for them any more.
void open_hold(const Versions& versions, const Change& change, std::int64_t second, MemberState& member) {
  constexpr std::int64_t kMonthSeconds = 30 * kDaySeconds;
  erase_if(member.holds, [&](const Hold& hold) { return hold.end != HoldEnd::kOpen && hold.end_second < second - kMonthSeconds; });
  Hold opened;
  opened.id = change.text;
  opened.unit_key = versions.at(change.version).program.units[change.index].key;
  opened.first = static_cast<PostingNumber>(change.amount);
  opened.last = opened.first + static_cast<PostingNumber>(change.count) - 1;
  member.holds.push_back(opened);
}

void end_hold(const Change& change, MemberState& member) {
  for (Hold& hold : member.holds) {
    if (hold.first != static_cast<PostingNumber>(change.amount)) continue;
    hold.end = static_cast<HoldEnd>(change.index);
    hold.end_second = change.count;
  }
}

void lend_to_hold(const Change& change, MemberState& member) {
  member.holds.back().until = {change.count, static_cast<Day>(change.window)};
  member.next_due = kAlways;  // it ends though nothing of the member's own is in it
}

// Said once or twice, it is the same.
void live_with(const Change& change, MemberState& member) {
  const auto place = std::lower_bound(member.household.begin(), member.household.end(), change.other);
  const bool known = place != member.household.end() && *place == change.other;
  if (change.amount < 0 && known) member.household.erase(place);
  if (change.amount > 0 && !known) member.household.insert(place, change.other);
}

void reserve(const Versions& versions, const Change& change, MemberState& member) {
  const std::uint32_t key = versions.at(change.version).program.limits[change.index].key;
  member.holds.back().reserved.push_back({{key, change.text, change.window, change.amount}, change.count != 0});
}

void add_to_cycle(const Versions& versions, const Change& change, MemberState& member) {
  const Program& program = versions.at(change.version).program;
  const Unit& unit = program.units[change.index];
  const std::uint32_t rule = change.count == 0 ? 0 : program.rules[static_cast<std::size_t>(change.count) - 1].key + 1;
  const auto day = static_cast<Day>(change.window);
  for (CycleSum& sum : member.cycle_sums) {
    if (sum.unit_key != unit.key || sum.rule_key != rule || sum.first != day) continue;
    sum.exact = sum.exact * unit.denominator / sum.denominator + change.amount;
    sum.denominator = unit.denominator;
    return;
  }
  member.cycle_sums.push_back({unit.key, rule, day, change.amount, unit.denominator});
}

// `amount` below zero takes one away again.
void reach(const Versions& versions, const Change& change, MemberState& member) {
  const Reached reached{versions.at(change.version).program.ladders[change.index].key, change.text, change.count, static_cast<Day>(change.window),
                        change.kind == ChangeKind::kFloor, 0};
  member.next_due = kAlways;  // a level may end earlier than anything else
  if (change.amount > 0 && change.kind != ChangeKind::kForgotten) return member.reached.push_back(reached);
  const auto same = [&](const Reached& one) {
    return one.ladder_key == reached.ladder_key && one.level == reached.level && one.second == reached.second && one.floor == reached.floor;
  };
  const auto known = std::find_if(member.reached.begin(), member.reached.end(), same);
  if (known != member.reached.end()) member.reached.erase(known);
}

void hold_level(const Versions& versions, const Change& change, MemberState& member) {
  member.levels.push_back({versions.at(change.version).program.ladders[change.index].key, change.text, change.count, static_cast<Day>(change.window)});
  member.next_due = kAlways;
}

}  // namespace

void take_field(std::uint32_t key, std::int64_t value, MemberState& member) {
  auto place = std::lower_bound(member.fields.begin(), member.fields.end(), key,
                                [](const FieldValue& one, std::uint32_t wanted) { return one.field_key < wanted; });
  if (place == member.fields.end() || place->field_key != key) place = member.fields.insert(place, FieldValue{key, 0});
  place->value = value;
}

void take_use(const Versions& versions, const Change& change, std::vector<Usage>& usage) {
  const std::uint32_t key = versions.at(change.version).program.limits[change.index].key;
  const Usage wanted{key, change.text, change.window, 0};
  entry_of(usage, wanted).used += change.amount;
  if (change.amount < 0) erase_when(usage, wanted, [](const Usage& used) { return used.used == 0; });
}

namespace {

// What hardly any receipt changes.
[[gnu::noinline]] void take_rare_change(const Versions& versions, const Change& change, std::int64_t second, MemberState& member) {
  switch (change.kind) {
    case ChangeKind::kStanding: member.standing = static_cast<Standing>(change.index); return;
    case ChangeKind::kField: return set_field(versions, change, member);
    case ChangeKind::kCounter: return count(versions, change, member);
    case ChangeKind::kLast: return move_back(change, second, member);
    case ChangeKind::kRuleJoined: return join_rule(versions, change, second, member);
    case ChangeKind::kPeriodOpened: return open_period(change, member);
    case ChangeKind::kCycleSum: return add_to_cycle(versions, change, member);
    case ChangeKind::kReached:
    case ChangeKind::kForgotten:
    case ChangeKind::kFloor: return reach(versions, change, member);
    case ChangeKind::kLevel: return hold_level(versions, change, member);
    case ChangeKind::kHoldOpened: return open_hold(versions, change, second, member);
    case ChangeKind::kHoldsReward:
      member.holds.back().reward_key = versions.at(change.version).program.units[change.index].key + 1;
      member.holds.back().rewards = static_cast<std::int64_t>(change.amount);
      return;
    case ChangeKind::kHoldReserves: return reserve(versions, change, member);
    case ChangeKind::kHoldOver: return end_hold(change, member);
    case ChangeKind::kHoldLent: return lend_to_hold(change, member);
    case ChangeKind::kHousehold: return live_with(change, member);
    case ChangeKind::kInvited:
    case ChangeKind::kReferred:
    case ChangeKind::kReferralOpen:
    case ChangeKind::kNotReferred:
    case ChangeKind::kFriendDone: return take_referral_change(versions, change, member);
    case ChangeKind::kNamed:
    case ChangeKind::kJoined:
    case ChangeKind::kReceiptBegins:
    case ChangeKind::kReturned:
    case ChangeKind::kWaits:
    case ChangeKind::kUndone:
    case ChangeKind::kOfAnother:
    case ChangeKind::kWaitEnded: return;
    case ChangeKind::kUsed:
    case ChangeKind::kGathered:
    case ChangeKind::kHappened:
    case ChangeKind::kPurchases: break;
  }
  ENSURE(false);
}

}  // namespace

void take_change(const Versions& versions, const Change& change, std::int64_t second, MemberState& member) {
  switch (change.kind) {
    case ChangeKind::kUsed:
      member.newest_use = std::max(member.newest_use, change.window);
      return take_use(versions, change, member.usage);
    case ChangeKind::kGathered: return gather(versions, change, member);
    case ChangeKind::kHappened: return happened(change, second, member);
    case ChangeKind::kPurchases: return keep_purchase(change, member);
    default: return take_rare_change(versions, change, second, member);
  }
}

}  // namespace setia::engine
