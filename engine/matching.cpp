#include "engine/matching.hpp"

#include <algorithm>
#include <utility>

#include "engine/activity.hpp"
#include "engine/filters.hpp"
#include "engine/limits.hpp"
#include "engine/opt_in.hpp"

namespace setia::engine {

void Matching::find(bool tells) {
  found_plain_ = true;
  if (!gives_now()) return;
  const std::span<const RuleId> stand = candidates();
  FoundRule* last = scratch_.open_found(stand.size());
  const Marks lines = tells ? ~Marks{0} : reader_.basket().some | 1;
  const Index::Row* const rows = index_.rows();
  const SlotReading* const slots = scratch_.slots.data();
  bool plain = true;
  for (const RuleId id : stand) {
    const Index::Row& row = rows[id.index()];
    std::int64_t marks = 1;
    if (!row.always) {
      if (row.asks_first) {  // facts are read
        const SlotReading& fact = slots[row.slot.index()];
        const bool fits = static_cast<std::uint64_t>(fact.value) - static_cast<std::uint64_t>(row.low) <= row.width;
        if (fact.status == SlotStatus::kAbsent || fits == row.negated) continue;
      }
      marks = marks_when_held(id, row);
      if (marks == 0) continue;
    }
    if ((lines >> row.place & 1) == 0) continue;
    *last++ = {id, marks};
    plain = plain && row.plain;
  }
  scratch_.close_found(last);
  found_plain_ = plain;
}

// 0 when the rule does not match, or waits for postings.
std::int64_t Matching::marks_when_held(RuleId id, const Index::Row& row) {
  if (row.by_checks) reader_.look_at_held();
  else if (!may_match(program_.rules[id.index()])) return 0;
  if (!asks(row)) return 0;
  if (!row.by_checks && index_.follows(id)) {
    follow_ups_.add(id);
    return 0;
  }
  return row.crosses ? std::max<std::int64_t>(marks_of(index_.checks(row)), 1) : 1;
}

// Whether all conditions hold; the room of its limits is noted where those that a return cannot change do.
[[gnu::noinline]] bool Matching::asks(const Index::Row& row) {
  const RowCheck* check = index_.first_check(row);
  const RowCheck* const others = check + row.lasting;
  const RowCheck* const end = others + row.others;
  for (; check != others; ++check)
    if (!reader_.holds(*check)) return false;
  for (const LimitId limit : index_.recorded(row)) note_room(limit);
  for (; check != end; ++check)
    if (!reader_.holds(*check)) return false;
  return true;
}

// Whether the member takes part, the activity is meant and the level at which it is judged is known.
bool Matching::may_match(const Rule& rule) {
  if (!has_joined(rule, reader_) || !starts(rule)) return false;
  if (rule.at_status_reached && !reader_.knows_reached()) {
    waits_for_level_ = true;
    return false;
  }
  reader_.look_at_reached(rule);
  return true;
}

bool Matching::starts(const Rule& rule) const {
  const std::optional<UnitId> bought = scratch_.booking.bought;
  if (!rule.rewards.empty() && (!bought || std::find(rule.rewards.begin(), rule.rewards.end(), *bought) == rule.rewards.end())) return false;
  return reader_.event().kind != EventKind::kActivity || rule.activities.members.empty() || contains(rule.activities, activity_of(reader_.event()));
}

// Once, however many rules the limit binds.
void Matching::note_room(LimitId limit) {
  std::uint64_t& noted = scratch_.used_before[limit.index()].noted;
  if (std::exchange(noted, reader_.number()) != reader_.number()) add_room(limit);
}

void Matching::add_room(LimitId limit) {
  const Wide free = room_of(limit, reader_);
  rooms_.push_back({limit, free});
}

// Paying with units and confirming a hold are redemptions too [X5].
std::span<const RuleId> Matching::candidates() {
  const Event& event = reader_.event();
  std::vector<RuleId>& out = scratch_.candidates;
  if (event.kind == EventKind::kStatus) return {};  // only the change of level starts rules
  if (event.kind == EventKind::kClock) {
    out.clear();
    for (const RuleId id : event.clock_rules)
      if (reader_.is_between(program_.rules[id.index()].from, program_.rules[id.index()].until)) out.push_back(id);
    return out;
  }
  const std::span<const RuleId> of_event = index_.collect(event.kind, reader_, out);
  if (scratch_.booking.moves.empty() || !spends(scratch_.booking) || event.kind == EventKind::kRedeem) return of_event;
  std::vector<RuleId> both(of_event.begin(), of_event.end());
  const std::span<const RuleId> of_redeeming = index_.collect(EventKind::kRedeem, reader_, out);
  both.insert(both.end(), of_redeeming.begin(), of_redeeming.end());
  std::sort(both.begin(), both.end());
  both.erase(std::unique(both.begin(), both.end()), both.end());
  out = std::move(both);
  return out;
}

// How often a rule pays: for each mark crossed, of several `reaches` the fewest, or for each voucher used; 0 where it asks for neither.
std::int64_t Matching::marks_of(const Index::Checks& checks) {
  std::int64_t marks = 0;
  for (const std::span<const RowCheck> list : {checks.lasting, checks.others}) {
    for (const RowCheck& check : list) {
      const SlotKind kind = program_.slots[check.slot.index()].kind;
      if (check.negated || (kind != SlotKind::kCrossing && kind != SlotKind::kUses)) continue;
      const std::int64_t crossed = reader_.read(check.slot).value;
      marks = marks == 0 ? crossed : std::min(marks, crossed);
    }
  }
  return marks;
}

bool Matching::follow_up(EventKind kind, UnitId badge, std::optional<ReferralId> completed) {
  scratch_.forget_matched();
  if (!gives_now()) return false;
  bool any = false;
  for (const RuleId id : index_.collect(kind, reader_, scratch_.candidates)) {
    const Rule& rule = program_.rules[id.index()];
    const std::vector<UnitId>& badges = rule.badges;
    const bool elsewhere = kind == EventKind::kReferral && !rule.referrals.empty() &&
                           std::find(rule.referrals.begin(), rule.referrals.end(), *completed) == rule.referrals.end();
    const bool other = kind == EventKind::kBadge && !badges.empty() && std::find(badges.begin(), badges.end(), badge) == badges.end();
    if (other || elsewhere || !has_joined(rule, reader_)) continue;
    const Index::Row& row = index_.rows()[id.index()];
    const Index::Checks checks = index_.checks(row);
    if (!reader_.holds_all(checks.lasting) || !reader_.holds_all(checks.others)) continue;
    for (const LimitId limit : index_.recorded(row)) note_room(limit);
    scratch_.add_matched(id);
    any = true;
  }
  return any;
}

}  // namespace setia::engine
