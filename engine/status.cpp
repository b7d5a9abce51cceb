#include "engine/status.hpp"

#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/cycles.hpp"
#include "engine/event_fields.hpp"
#include "engine/pool.hpp"

namespace setia::engine {

StatusWatch::StatusWatch(VersionOrdinal version, SlotReader& reader, FollowUps& follow_ups)
    : version_(version), reader_(reader), program_(reader.program()), counts_(reader, follow_ups), standings_(reader.program().ladders.size()) {}

// A receipt that is judged again was given with the level recorded with it [R1].
StatusWatch::OnLadder& StatusWatch::standing(LadderId id) {
  OnLadder& one = standings_[id.index()];
  if (one.begun) return one;
  one.begun = true;
  one.reached.assign(ladder(id).rungs.size() + 1, 0);
  one.taken_off.assign(ladder(id).counts.size(), 0);
  const bool received_again = reader_.again() != nullptr && reader_.event().kind == EventKind::kReceived;
  if (received_again) one.held = rank_when_received(id);
  else one.held = rejudged() ? recorded_rank(id) : rank_now(ladder(id), reader_.member(), reader_.day());
  return one;
}

// Before somebody else's event gave them something. What it has reached with them says when it was looked at their levels.
std::size_t StatusWatch::rank_when_received(LadderId id) const {
  for (const Change& reached : reader_.again()->reached)
    if (reached.index == id.value) return rank_at(ladder(id), reader_.member(), reached.count - 1, reader_.day());
  return rank_now(ladder(id), reader_.member(), reader_.day());
}

// Before the receipt. One that changed the level climbed from what was held when it came: a late one, or one that came when a return had
// ended the level later than it, not from what was held at its own time.
std::size_t StatusWatch::recorded_rank(LadderId id) {
  const Ladder& climbed = ladder(id);
  const std::int64_t looked = reader_.again()->looked.second;
  std::size_t lowest = climbed.rungs.size() + 1, before = base_rank(climbed, reader_.day());
  for (const Change& reached : reader_.again()->reached)
    if (reached.index == id.value) lowest = std::min(lowest, rank_of(climbed, reached.text));  // higher ones may be undone by now
  for (const LevelHeld& held : reader_.member().levels) {
    if (held.ladder_key != climbed.key) continue;
    const std::size_t rank = rank_of(climbed, held.level);
    if (held.second == looked && rank >= lowest) return before;
    before = rank;
  }
  if (looked > reader_.event().stamp.instant_second) return rank_at(climbed, reader_.member(), looked, reader_.day());
  return static_cast<std::size_t>(reader_.read(climbed.rank).value);
}

// No more than it did reach may be reached by what is kept of it.
bool StatusWatch::did_reach(LadderId id, std::size_t rank) const {
  const std::vector<Change>& reached = reader_.again()->reached;
  return std::any_of(reached.begin(), reached.end(), [&](const Change& one) { return one.index == id.value && rank_of(ladder(id), one.text) == rank; });
}

// Of a late event levels are reviewed now, not then [L1].
Day StatusWatch::look_day() const {
  const std::int64_t second = reader_.event().stamp.instant_second;
  if (const Again* const again = reader_.again())
    return rejudged() && !again->reached.empty() && again->looked.second > second ? std::max(reader_.day(), again->looked.program.day) : reader_.day();
  return second < reader_.member().last_second ? std::max(reader_.day(), reader_.member().last_program.day) : reader_.day();
}

Change StatusWatch::change(ChangeKind kind, LadderId id, std::size_t rank) const {
  Change made;
  made.kind = kind;
  made.member = reader_.event().member;
  made.version = version_;
  made.index = id.value;
  if (rank > 0) made.text = ladder(id).rungs[rank - 1].level;
  made.amount = 1;
  const std::int64_t second = reader_.event().stamp.instant_second;
  made.count = second;
  if (rejudged() && !reader_.again()->reached.empty()) made.count = reader_.again()->looked.second;
  if (reader_.again() == nullptr) made.count = std::max(second, reader_.member().last_second);
  return made;
}

void StatusWatch::reach(LadderId id, std::size_t rank, Day day, std::vector<Change>& changes) {
  OnLadder& one = standing(id);
  if (one.reached[rank] != 0) return;
  one.reached[rank] = 1;
  Change reached = change(ChangeKind::kReached, id, rank);
  reached.window = ladder(id).keeps_while_counted ? kNever : level_until(terms_on(ladder(id).rungs[rank - 1], day), day, reader_.member(), program_);
  const auto lasts = [&](const Reached& known) {
    return known.ladder_key == ladder(id).key && known.level == reached.text && !known.floor && known.until > reached.window;
  };
  // What a receipt judged again did reach stands in its own record, whatever came since.
  if (rejudged() || std::none_of(reader_.member().reached.begin(), reader_.member().reached.end(), lasts)) changes.push_back(reached);
}

// The level itself, and every rung on the way [S2]. The first status on joining is no change.
void StatusWatch::hold(LadderId id, std::size_t rank, std::vector<Change>& changes) {
  OnLadder& one = standing(id);
  if (rank == one.held) return;
  if (reader_.event().kind != EventKind::kJoin) {
    // Up to the level that the household has by others nothing changes for anybody.
    const std::size_t others = shares(ladder(id), reader_.member()) ? static_cast<std::size_t>(reader_.rank_beside(ladder(id), reader_.member())) : 0;
    for (std::size_t passing = std::max(one.held, others); passing < rank; ++passing) passed_.push_back({id, passing + 1, true});
    for (std::size_t passing = one.held; passing > std::max(rank, others) && passing > 1; --passing) passed_.push_back({id, passing - 1, false});
  }
  one.held = rank;
  Change held = change(ChangeKind::kLevel, id, rank);
  held.window = reader_.event().review == Review::kDayEnds ? reader_.day() + 1 : look_day();
  changes.push_back(held);
}

// What the kept part did not reach may have been reached by what came after it [R5].
bool StatusWatch::was_reached_since(LadderId id, const std::vector<Way>& ways, const std::vector<Accrual>& accruals) {
  if (!rejudged()) return false;
  const std::vector<Day> days = counts_.days_since(ladder(id), look_day());
  return std::any_of(days.begin(), days.end(), [&](Day day) {
    Counts then = counts_.on_with_own(ladder(id), day, accruals, {});
    take_price_off(id, then);
    return is_gone(ways, then);
  });
}

// What was paid in this event, which no count knows of yet.
void StatusWatch::take_price_off(LadderId id, Counts& counts) {
  if (!ladder(id).starts_from_zero) return;
  const OnLadder& one = standing(id);
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = counts[i].value_or(0) - one.taken_off[i];
}

// With an event: rungs that its postings reach, and levels that nothing keeps any more.
void StatusWatch::climb(LadderId id, const std::vector<Accrual>& accruals, std::vector<Change>& changes) {
  const Ladder& climbed = ladder(id);
  if (!may_take_part(climbed)) return;
  OnLadder& one = standing(id);
  const Day day = look_day();
  const bool late = day != reader_.day();
  const Counts before = late ? counts_.on(climbed, day) : counts_.before(climbed);
  Counts after = late ? counts_.on_with_own(climbed, day, accruals, changes) : counts_.after(climbed, accruals, changes);
  take_price_off(id, after);
  std::size_t top = one.held;
  bool given = false;
  for (std::size_t rank = climbed.by_status_period ? one.held + 1 : 1; rank <= climbed.rungs.size(); ++rank) {
    if (rejudged() && !did_reach(id, rank)) continue;
    const std::vector<Way>& ways = terms_on(climbed.rungs[rank - 1], day).ways;
    const bool gone = is_gone(ways, after) || (rank > one.held && was_reached_since(id, ways, accruals));
    if (!gone && climbed.starts_from_zero && rank > one.held) break;  // one by one, each at its price
    if (!gone || (rank <= one.held && is_gone(ways, before))) continue;
    if (climbed.up_at && rank > one.held) continue;
    reach(id, rank, day, changes);
    if (rank > one.held) pay(id, ways, day, after, accruals, changes);
    given = given || rank >= one.held;
    top = std::max(top, rank);
  }
  if (given) begin_period(id, day, late ? std::vector<std::int64_t>{} : counts_.own(climbed, accruals, changes), changes);
  hold(id, top, changes);
  const bool waits = climbed.down_at || climbed.down_every;
  if (climbed.keeps_while_counted && !waits && !climbed.never_down && one.held > 0 && !rejudged()) fall(id, after, changes);
}

// What was carried over may reach levels with the first day of its window.
bool StatusWatch::begins_with_surplus(const Ladder& ladder) const {
  if (ladder.carried.empty() || ladder.by_status_period) return false;
  const Reading& reading = program_.readings[program_.slots[ladder.counts[ladder.carried.front().count].index()].reading];
  return window_days(reader_.calendar(), reading.window, reader_.day(), reader_.member()).first == reader_.day();
}

// Time alone may bring a rung, too, and so may a new version of the program.
void StatusWatch::climb_in_review(LadderId id, std::vector<Change>& changes) {
  const Ladder& climbed = ladder(id);
  if (reader_.member().standing != Standing::kActive || climbed.counts.empty() || !may_take_part(climbed)) return;
  OnLadder& one = standing(id);
  const Day today = reader_.day();
  const Day next = reader_.event().closes ? today + 1 : today;
  Counts now = counts_.before(climbed);
  std::size_t top = one.held;
  const bool anew = climbed.up_at || begins_with_surplus(climbed);
  for (std::size_t rank = anew ? 1 : one.held + 1; rank <= climbed.rungs.size(); ++rank) {
    const Terms& terms = terms_on(climbed.rungs[rank - 1], today);
    if (!is_gone(terms.ways, now)) {
      if (climbed.starts_from_zero && rank > one.held) break;
      continue;
    }
    if (climbed.by_status_period && rank <= one.held) continue;
    reach(id, rank, given_on(terms, next), changes);
    if (rank > one.held) pay(id, terms.ways, today, now, {}, changes);
    top = std::max(top, rank);
  }
  if (top > one.held) begin_period(id, next, {}, changes);
  hold(id, top, changes);
}

// Down to what is reached or still kept, or one step [S1]. `now`: the counts as of the day that is over.
void StatusWatch::fall(LadderId id, const Counts& now, std::vector<Change>& changes) {
  const Ladder& left = ladder(id);
  OnLadder& one = standing(id);
  const MemberState& member = reader_.member();
  const Day today = look_day();
  const Day next = reader_.event().review == Review::kDayEnds ? today + 1 : today;
  const Terms& held = terms_on(left.rungs[one.held - 1], today);
  const bool floored = std::any_of(member.reached.begin(), member.reached.end(), [&](const Reached& reached) {
    return reached.ladder_key == left.key && reached.floor && reached.until >= next && rank_of(left, reached.level) >= one.held;
  });
  if (floored || one.lifted >= one.held) return;
  if (!left.counts.empty() && is_gone(held.stay.empty() ? held.ways : held.stay, now)) {
    if (left.keeps_while_counted) return;
    reach(id, one.held, given_on(held, next), changes);
    return begin_anew(id, next, changes);
  }
  std::size_t rank = base_rank(left, next);
  for (std::size_t lower = 1; lower < one.held; ++lower)
    if (!left.counts.empty() && is_gone(terms_on(left.rungs[lower - 1], today).ways, now)) rank = std::max(rank, lower);
  std::size_t alive = 0;
  for (const Reached& kept : member.reached) {
    const std::size_t other = rank_of(left, kept.level);
    const bool counted = left.keeps_while_counted && !kept.floor;
    if (kept.ladder_key == left.key && !counted && kept.until >= next && other < one.held) alive = std::max(alive, other);
  }
  rank = std::max(rank, alive);
  if (left.one_step) rank = std::max(rank, one.held - 1);
  if (rank > 0 && rank != alive) reach(id, rank, given_on(terms_on(left.rungs[rank - 1], today), next), changes);
  if (left.keeps_while_counted) forget_above(id, rank, changes);
  begin_anew(id, next, changes);
  hold(id, rank, changes);
}

// What the counts no longer hold is not reached any more.
void StatusWatch::forget_above(LadderId id, std::size_t rank, std::vector<Change>& changes) {
  for (const Reached& known : reader_.member().reached) {
    const std::size_t other = rank_of(ladder(id), known.level);
    if (known.ladder_key != ladder(id).key || known.floor || other <= rank) continue;
    Change gone = change(ChangeKind::kForgotten, id, other);
    gone.window = known.until;
    gone.count = known.second;
    changes.push_back(gone);
  }
}

// A length runs from the day after the close; what ends with a calendar's window is given on the day that closes it [J6], unless
// it would end with that day.
Day StatusWatch::given_on(const Terms& terms, Day next) const {
  const bool by_calendar = terms.keeps && terms.keeps->kind != ExpiryKind::kAfter;
  return by_calendar && level_until(terms, reader_.day(), reader_.member(), program_) >= next ? reader_.day() : next;
}

// When time is up for a level, or a window ends at which levels move.
void StatusWatch::review_at(LadderId id, std::vector<Change>& changes) {
  const Ladder& reviewed = ladder(id);
  OnLadder& one = standing(id);
  const Day today = reader_.day();
  const auto ends = [&](const std::optional<Window>& window) {
    return !window || (reader_.event().closes && turn_of(*window, reader_.member(), today, reader_.calendar()) == today);
  };
  const bool every = !reviewed.down_every || (reader_.event().closes && next_turn(reviewed, reader_.member(), today, reader_.calendar()) == today);
  const std::size_t before = one.held;
  const bool brings = looks_back(reviewed, program_) || begins_with_surplus(reviewed);
  const bool begins = reader_.event().review == Review::kTermsBegin || (reader_.event().review == Review::kDayBegins && brings);
  if (reviewed.up_at ? ends(reviewed.up_at) : begins) climb_in_review(id, changes);
  if (one.held == 0 || reviewed.never_down || !ends(reviewed.down_at) || !every || one.held > before) return;
  const std::optional<Day> until = held_until(reviewed, program_, reader_.member(), one.held);
  const Day last_kept = level_end(reviewed, until.value_or(kNever), reader_.member(), reader_.calendar());
  const bool over = reviewed.keeps_while_counted || (reader_.event().closes ? last_kept <= today : last_kept < today);
  if (over && until) fall(id, counts_.before(reviewed, CountFor::kKeeping), changes);
}

std::vector<std::size_t> StatusWatch::foresee(const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  std::vector<std::size_t> ranks;
  for (std::size_t i = 0; i < program_.ladders.size(); ++i) {
    const Ladder& ahead = ladder(LadderId{i});
    std::size_t rank = standing(LadderId{i}).held;
    Counts after = ahead.counts.empty() || ahead.up_at || !may_take_part(ahead) ? Counts{} : counts_.after(ahead, accruals, changes);
    for (std::size_t higher = rank + 1; !after.empty() && higher <= ahead.rungs.size(); ++higher) {
      const std::vector<Way>& ways = terms_on(ahead.rungs[higher - 1], reader_.day()).ways;
      const Way* const gone = way_gone(ways, after);
      if (gone != nullptr) rank = higher;
      if (ahead.starts_from_zero && gone == nullptr) break;
      if (ahead.starts_from_zero) subtract(*gone, after);
    }
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
  if (rank <= one.held && !ladder(id).counts.empty()) return;
  begin_period(id, reader_.day(), {}, changes);
  hold(id, rank, changes);
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
      const Terms& terms = terms_on(rung, reader_.day());
      const std::optional<std::int32_t> until = day_in(reader_.event().more, "until");
      lift(LadderId{i}, rank, until ? *until : level_until(terms, reader_.day(), reader_.member(), program_), changes);
    }
  }
}

void StatusWatch::warn(LadderId id, std::vector<std::string>& warned) {
  const Ladder& warning = ladder(id);
  const OnLadder& one = standing(id);
  if (!warning.warn || one.held == 0 || warning.keeps_while_counted) return;
  const Day until = held_until(warning, program_, reader_.member(), one.held).value_or(kNever);
  const Day last = level_end(warning, until, reader_.member(), reader_.calendar());
  if (last == kNever || days_back(reader_.calendar(), *warning.warn, last + 1) != reader_.day()) return;
  const Rung& rung = warning.rungs[one.held - 1];
  const Terms& held = terms_on(rung, last);
  if (!warning.counts.empty() && is_gone(held.stay.empty() ? held.ways : held.stay, counts_.on(warning, last, CountFor::kKeeping))) return;
  warned.push_back(warning.name + " " + rung.name + " ends with " + day_in_words(last));
}

std::vector<LevelPassed> StatusWatch::review(const std::vector<Accrual>& accruals, std::vector<Change>& changes, std::vector<std::string>& warned) {
  passed_.clear();
  if (program_.ladders.empty() || reader_.member().joining == 0) return {};
  set_by_hand(changes);
  const bool active = reader_.member().standing == Standing::kActive;
  for (std::size_t i = 0; i < program_.ladders.size(); ++i) {
    if (reader_.event().review != Review::kNone && !reviewed_) {
      review_at(LadderId{i}, changes);
      if (reader_.event().review != Review::kNow) warn(LadderId{i}, warned);
    }
    else if (active && !program_.ladders[i].counts.empty()) climb(LadderId{i}, accruals, changes);
  }
  reviewed_ = true;
  return std::move(passed_);
}

}  // namespace setia::engine
