#include "engine/status.hpp"

#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/cycles.hpp"
#include "engine/event_fields.hpp"

namespace setia::engine {

StatusWatch::StatusWatch(VersionOrdinal version, SlotReader& reader, FollowUps& follow_ups)
    : version_(version), reader_(reader), program_(reader.program()), follow_ups_(follow_ups), standings_(reader.program().ladders.size()) {}

// A receipt that is judged again was given with the level recorded with it [R1].
StatusWatch::OnLadder& StatusWatch::standing(LadderId id) {
  OnLadder& one = standings_[id.index()];
  if (one.begun) return one;
  one.begun = true;
  one.reached.assign(ladder(id).rungs.size() + 1, 0);
  one.held = reader_.again() != nullptr && reader_.again()->facts != nullptr ? static_cast<std::size_t>(reader_.read(ladder(id).rank).value)
                                                                             : rank_now(ladder(id), reader_.member());
  return one;
}

Counts StatusWatch::counts(const Ladder& ladder, const std::vector<Accrual>& accruals, const std::vector<Change>& changes, bool before) {
  Counts counts;
  for (const SlotId slot : ladder.counts) {
    const SlotReading& reading = reader_.read(slot);
    if (reading.status != SlotStatus::kPresent) counts.emplace_back();
    else if (before || keeps_nothing()) counts.emplace_back(reading.before);
    else counts.emplace_back(is_known_after(program_, slot) ? follow_ups_.value_after(slot, accruals, changes) : reading.value);
  }
  return counts;
}

Change StatusWatch::change(ChangeKind kind, LadderId id, std::size_t rank) const {
  Change made;
  made.kind = kind;
  made.member = reader_.event().member;
  made.version = version_;
  made.index = id.value;
  if (rank > 0) made.text = ladder(id).rungs[rank - 1].level;
  made.amount = 1;
  // Of a late event levels are reviewed now, not then [L1]; judged again it is still the receipt that reached them.
  const std::int64_t second = reader_.event().stamp.instant_second;
  made.count = reader_.again() != nullptr ? second : std::max(second, reader_.member().last_second);
  return made;
}

void StatusWatch::reach(LadderId id, std::size_t rank, Day day, std::vector<Change>& changes) {
  OnLadder& one = standing(id);
  if (one.reached[rank] != 0) return;
  one.reached[rank] = 1;
  Change reached = change(ChangeKind::kReached, id, rank);
  reached.window = ladder(id).keeps_while_counted ? kNever : level_until(ladder(id).rungs[rank - 1], day, reader_.member(), program_);
  const auto lasts = [&](const Reached& known) {
    return known.ladder_key == ladder(id).key && known.level == reached.text && !known.floor && known.until >= reached.window;
  };
  if (std::none_of(reader_.member().reached.begin(), reader_.member().reached.end(), lasts)) changes.push_back(reached);
}

// The level itself, and every rung on the way [S2]. The first status on joining is no change.
void StatusWatch::hold(LadderId id, std::size_t rank, std::vector<Change>& changes) {
  OnLadder& one = standing(id);
  if (rank == one.held) return;
  if (reader_.event().kind != EventKind::kJoin) {
    for (std::size_t passing = one.held; passing < rank; ++passing) passed_.push_back({id, passing + 1, true});
    for (std::size_t passing = one.held; passing > rank && passing > 1; --passing) passed_.push_back({id, passing - 1, false});
  }
  one.held = rank;
  Change held = change(ChangeKind::kLevel, id, rank);
  held.window = reader_.event().reviews && reader_.event().closes ? reader_.day() + 1 : reader_.day();
  changes.push_back(held);
}

// The days on which something came in that the ladder counts, after the receipt that is judged again.
std::vector<Day> StatusWatch::days_since(const Ladder& ladder) const {
  std::vector<Day> days;
  for (const SlotId slot : ladder.counts) {
    if (program_.slots[slot.index()].kind != SlotKind::kReading) continue;
    const Metric& metric = program_.metrics[program_.readings[program_.slots[slot.index()].reading].metric.index()];
    for (const Gathered& cell : reader_.member().gathered) {
      const auto day = static_cast<Day>(metric.by_instant ? cell.at / kDaySeconds : cell.at);
      if (cell.metric_key == metric.key && day > reader_.day()) days.push_back(day);
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

// As they are on a later day than the event's, with what the event itself adds to windows that hold both.
Counts StatusWatch::counts_with_own(const Ladder& ladder, Day day, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  Counts then = counts_on(ladder, day);
  for (std::size_t i = 0; i < then.size() && !keeps_nothing(); ++i) {
    const SlotId slot = ladder.counts[i];
    if (program_.slots[slot.index()].kind != SlotKind::kReading) continue;
    const Reading& reading = program_.readings[program_.slots[slot.index()].reading];
    const Span window = span_of(reader_.calendar(), reading.window, {day, std::int64_t{day} * kDaySeconds}, reader_.member());
    if (is_by_hours(reading.window) || window.first > reader_.day() || reader_.day() > window.last) continue;
    const SlotReading& own = reader_.read(slot);
    then[i] = then[i].value_or(0) - own.before + (is_known_after(program_, slot) ? follow_ups_.value_after(slot, accruals, changes) : own.value);
  }
  return then;
}

// What the kept part did not reach may have been reached by what came after it [R5].
bool StatusWatch::was_reached_since(const Ladder& ladder, const std::vector<Way>& ways, const std::vector<Accrual>& accruals) {
  if (reader_.again() == nullptr) return false;
  const std::vector<Day> days = days_since(ladder);
  return std::any_of(days.begin(), days.end(), [&](Day day) { return is_gone(ways, counts_with_own(ladder, day, accruals, {})); });
}

// With an event: rungs that its postings reach, and levels that nothing keeps any more.
void StatusWatch::climb(LadderId id, const std::vector<Accrual>& accruals, std::vector<Change>& changes) {
  const Ladder& climbed = ladder(id);
  if (!may_take_part(climbed)) return;
  OnLadder& one = standing(id);
  // Of a late event levels are reviewed now, not then [L1].
  const Day now = reader_.member().last_program.day;
  const bool late = reader_.again() == nullptr && now > reader_.day() && reader_.event().stamp.instant_second < reader_.member().last_second;
  const Counts before = late ? counts_on(climbed, now) : counts(climbed, accruals, changes, true);
  const Counts after = late ? counts_with_own(climbed, now, accruals, changes) : counts(climbed, accruals, changes, false);
  std::size_t top = one.held;
  for (std::size_t rank = 1; rank <= climbed.rungs.size(); ++rank) {
    const std::vector<Way>& ways = climbed.rungs[rank - 1].ways;
    const bool gone = is_gone(ways, after) || (rank > one.held && was_reached_since(climbed, ways, accruals));
    if (!gone || (rank <= one.held && is_gone(ways, before))) continue;
    if (climbed.up_at && rank > one.held) continue;
    reach(id, rank, late ? now : reader_.day(), changes);
    top = std::max(top, rank);
  }
  hold(id, top, changes);
  if (climbed.keeps_while_counted && !climbed.down_at && !climbed.never_down && one.held > 0) fall(id, after, changes);
}

// Down to what is reached or still kept, or one step [S1]. `now`: the counts as of the day that is over.
void StatusWatch::fall(LadderId id, const Counts& now, std::vector<Change>& changes) {
  const Ladder& left = ladder(id);
  OnLadder& one = standing(id);
  const MemberState& member = reader_.member();
  const Day today = reader_.day();
  const Day next = reader_.event().reviews && reader_.event().closes ? today + 1 : today;
  const Rung& held = left.rungs[one.held - 1];
  const bool floored = std::any_of(member.reached.begin(), member.reached.end(), [&](const Reached& reached) {
    return reached.ladder_key == left.key && reached.floor && reached.until >= next && rank_of(left, reached.level) >= one.held;
  });
  if (floored || one.lifted >= one.held) return;
  if (!left.counts.empty() && is_gone(held.stay.empty() ? held.ways : held.stay, now)) {
    if (!left.keeps_while_counted) reach(id, one.held, given_on(held, next), changes);
    return;
  }
  std::size_t rank = base_rank(left);
  for (std::size_t lower = 1; lower < one.held; ++lower)
    if (!left.counts.empty() && is_gone(left.rungs[lower - 1].ways, now)) rank = std::max(rank, lower);
  std::size_t alive = 0;
  for (const Reached& kept : member.reached) {
    const std::size_t other = rank_of(left, kept.level);
    const bool counted = left.keeps_while_counted && !kept.floor;
    if (kept.ladder_key == left.key && !counted && kept.until >= next && other < one.held) alive = std::max(alive, other);
  }
  rank = std::max(rank, alive);
  if (left.one_step) rank = std::max(rank, one.held - 1);
  if (rank > 0 && rank != alive) reach(id, rank, given_on(left.rungs[rank - 1], next), changes);
  if (left.keeps_while_counted) forget_above(id, rank, changes);
  hold(id, rank, changes);
}

// What the counts no longer hold is not reached any more.
void StatusWatch::forget_above(LadderId id, std::size_t rank, std::vector<Change>& changes) {
  for (const Reached& known : reader_.member().reached) {
    const std::size_t other = rank_of(ladder(id), known.level);
    if (known.ladder_key != ladder(id).key || known.floor || other <= rank) continue;
    Change gone = change(ChangeKind::kReached, id, other);
    gone.window = known.until;
    gone.count = known.second;
    gone.amount = -1;
    changes.push_back(gone);
  }
}

// A length runs from the day after the close; what ends with a calendar's window is given on the day that closes it [J6].
Day StatusWatch::given_on(const Rung& rung, Day next) const {
  return rung.keeps && rung.keeps->kind != ExpiryKind::kAfter ? reader_.day() : next;
}

// When time is up for a level, or a window ends at which levels move.
void StatusWatch::review_at(LadderId id, std::vector<Change>& changes) {
  const Ladder& reviewed = ladder(id);
  OnLadder& one = standing(id);
  const Day today = reader_.day();
  const Counts now = counts(reviewed, {}, changes, false);
  const auto ends = [&](const std::optional<CalendarUnit>& unit) {
    return !unit || (reader_.event().closes && calendar_window(reader_.calendar(), *unit, today).last == today);
  };
  const bool active = reader_.member().standing == Standing::kActive;
  if (active && reviewed.up_at && ends(reviewed.up_at) && may_take_part(reviewed)) {
    std::size_t top = one.held;
    for (std::size_t rank = 1; rank <= reviewed.rungs.size(); ++rank)
      if (is_gone(reviewed.rungs[rank - 1].ways, now)) reach(id, rank, given_on(reviewed.rungs[rank - 1], today + 1), changes), top = std::max(top, rank);
    hold(id, top, changes);
  }
  if (one.held == 0 || reviewed.never_down || !ends(reviewed.down_at)) return;
  const std::optional<Day> until = kept_until(reviewed, reader_.member(), one.held);
  const Day last_kept = level_end(reviewed, until.value_or(kNever), reader_.calendar());
  const bool over = reviewed.keeps_while_counted || (reader_.event().closes ? last_kept <= today : last_kept < today);
  if (over && until) fall(id, now, changes);
}

std::vector<std::size_t> StatusWatch::foresee(const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  std::vector<std::size_t> ranks;
  for (std::size_t i = 0; i < program_.ladders.size(); ++i) {
    const Ladder& ahead = ladder(LadderId{i});
    std::size_t rank = standing(LadderId{i}).held;
    const Counts after = ahead.counts.empty() || ahead.up_at || !may_take_part(ahead) ? Counts{} : counts(ahead, accruals, changes, false);
    for (std::size_t higher = rank + 1; !after.empty() && higher <= ahead.rungs.size(); ++higher)
      if (is_gone(ahead.rungs[higher - 1].ways, after)) rank = higher;
    ranks.push_back(rank);
  }
  return ranks;
}

void StatusWatch::lift(LadderId id, std::size_t rank, Day until, std::vector<Change>& changes) {
  OnLadder& one = standing(id);
  Change floor = change(ChangeKind::kFloor, id, rank);
  floor.window = until;
  changes.push_back(floor);
  one.lifted = std::max(one.lifted, rank);
  if (rank > one.held || ladder(id).counts.empty()) hold(id, rank, changes);
}

void StatusWatch::set_by_hand(std::vector<Change>& changes) {
  if (by_hand_done_ || reader_.event().kind != EventKind::kStatus) return;
  by_hand_done_ = true;
  const std::string* const name = text_in(reader_.event().more, "ladder");
  const std::string* const level = text_in(reader_.event().more, "level");
  for (std::size_t i = 0; i < program_.ladders.size(); ++i) {
    if (name == nullptr || level == nullptr || program_.ladders[i].name != *name) continue;
    for (std::size_t rank = 1; rank <= program_.ladders[i].rungs.size(); ++rank) {
      const Rung& rung = program_.ladders[i].rungs[rank - 1];
      if (rung.name != *level) continue;
      const std::optional<std::int32_t> until = day_in(reader_.event().more, "until");
      lift(LadderId{i}, rank, until ? *until : level_until(rung, reader_.day(), reader_.member(), program_), changes);
    }
  }
}

// The counts as they will be on a later day, if nothing more comes.
Counts StatusWatch::counts_on(const Ladder& ladder, Day day) {
  Counts counts;
  for (const SlotId slot : ladder.counts) {
    if (program_.slots[slot.index()].kind != SlotKind::kReading) {
      const SlotReading& reading = reader_.read(slot);
      counts.push_back(reading.status == SlotStatus::kPresent ? std::optional(reading.value) : std::nullopt);
      continue;
    }
    std::int64_t value = 0;
    const Reading& reading = program_.readings[program_.slots[slot.index()].reading];
    if (!read_window(program_, reading, {day, std::int64_t{day} * kDaySeconds}, reader_.member(), {}, value)) reader_.mark_overflow();
    counts.emplace_back(value);
  }
  return counts;
}

void StatusWatch::warn(LadderId id, std::vector<std::string>& warned) {
  const Ladder& warning = ladder(id);
  const OnLadder& one = standing(id);
  if (!warning.warn || one.held == 0 || warning.keeps_while_counted) return;
  const Day last = level_end(warning, kept_until(warning, reader_.member(), one.held).value_or(kNever), reader_.calendar());
  if (last == kNever || days_back(reader_.calendar(), *warning.warn, last + 1) != reader_.day()) return;
  const Rung& held = warning.rungs[one.held - 1];
  if (!warning.counts.empty() && is_gone(held.stay.empty() ? held.ways : held.stay, counts_on(warning, last))) return;
  warned.push_back(warning.name + " " + held.name + " ends with " + day_in_words(last));
}

std::vector<LevelPassed> StatusWatch::review(const std::vector<Accrual>& accruals, std::vector<Change>& changes, std::vector<std::string>& warned) {
  passed_.clear();
  if (program_.ladders.empty() || reader_.member().joining == 0) return {};
  set_by_hand(changes);
  const bool active = reader_.member().standing == Standing::kActive;
  for (std::size_t i = 0; i < program_.ladders.size(); ++i) {
    if (reader_.event().reviews && !reviewed_) review_at(LadderId{i}, changes), warn(LadderId{i}, warned);
    else if (active && !program_.ladders[i].counts.empty()) climb(LadderId{i}, accruals, changes);
  }
  reviewed_ = true;
  return std::move(passed_);
}

}  // namespace setia::engine
