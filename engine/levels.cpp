#include "engine/levels.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/life.hpp"
#include "engine/own_periods.hpp"
#include "engine/windows.hpp"

namespace setia::engine {

std::size_t rank_of(const Ladder& ladder, SymbolId level) {
  for (std::size_t i = 0; i < ladder.rungs.size(); ++i)
    if (ladder.rungs[i].level == level) return i + 1;
  return 0;
}

std::size_t base_rank(const Ladder& ladder, Day day) {
  if (!ladder.only_when.empty() || ladder.counts.empty()) return 0;
  const auto asks_nothing = [](const Way& way) {
    return std::all_of(way.begin(), way.end(), [](const auto& amount) { return !amount || *amount <= 0; });
  };
  std::size_t rank = 0;
  for (std::size_t i = 0; i < ladder.rungs.size(); ++i) {
    const std::vector<Way>& ways = terms_on(ladder.rungs[i], day).ways;
    if (std::any_of(ways.begin(), ways.end(), asks_nothing)) rank = i + 1;
  }
  return rank;
}

std::size_t rank_at(const Ladder& ladder, const MemberState& member, std::int64_t second, Day day) {
  for (auto held = member.levels.rbegin(); held != member.levels.rend(); ++held)
    if (held->ladder_key == ladder.key && held->second <= second) return rank_of(ladder, held->level);
  return base_rank(ladder, day);
}

std::size_t rank_now(const Ladder& ladder, const MemberState& member, Day day) { return rank_at(ladder, member, INT64_MAX, day); }

Day floor_until(const Expiry& until, Day day, const MemberState& member, const Program& program) {
  const Day last = day_by(until, {day, day}, member, program);
  const bool length = until.kind == ExpiryKind::kAfter && until.edge == Edge::kNone;
  return length && last != kNever && until.length.unit != LengthUnit::kCycles ? last - 1 : last;
}

Day level_until(const Terms& terms, Day day, const MemberState& member, const Program& program) {
  return terms.keeps ? floor_until(*terms.keeps, day, member, program) : kNever;
}

std::optional<Day> kept_until(const Ladder& ladder, const MemberState& member, std::size_t rank) {
  std::optional<Day> until;
  for (const Reached& one : member.reached) {
    if (one.ladder_key != ladder.key || rank_of(ladder, one.level) < rank) continue;
    if (!until || *until < one.until) until = one.until;
  }
  return until;
}

std::optional<Day> held_until(const Ladder& ladder, const Program& program, const MemberState& member, std::size_t rank) {
  const std::optional<Day> until = kept_until(ladder, member, rank);
  if (until || !ladder.by_status_period || member.joining == 0 || rank != base_rank(ladder, member.joined.day)) return until;
  return level_until(terms_on(ladder.rungs[rank - 1], member.joined.day), member.joined.day, member, program);
}

Day next_turn(const Ladder& ladder, const MemberState& member, Day day, const CalendarRules& calendar) {
  Day since = member.joined.day;
  for (const LevelHeld& held : member.levels)
    if (held.ladder_key == ladder.key) since = held.since;
  Length passed = *ladder.down_every;
  const std::int64_t once = passed.count;
  Day last = day_when_full(passed, since, calendar) - 1;
  while (last < day) {
    passed.count += once;
    last = day_when_full(passed, since, calendar) - 1;
  }
  return last;
}

Day turn_of(const Window& window, const MemberState& member, Day day, const CalendarRules& calendar) {
  if (window.kind == WindowKind::kCalendar) return calendar_window(calendar, window.calendar, day).last;
  const std::vector<DayRange> all = window.personal == SymbolId{} ? window.stretches : own_periods(calendar, window, member);
  const auto holds = std::find_if(all.begin(), all.end(), [&](const DayRange& days) { return days.last >= day; });
  return holds == all.end() ? kNever : holds->last;
}

Day level_end(const Ladder& ladder, Day until, const MemberState& member, const CalendarRules& calendar) {
  if (until == kNever) return kNever;
  const Day last = ladder.grace ? day_after(*ladder.grace, until, calendar) : until;
  if (last == kNever) return kNever;
  if (ladder.down_every) return next_turn(ladder, member, last, calendar);
  return ladder.down_at ? turn_of(*ladder.down_at, member, last, calendar) : last;
}

std::vector<Day> status_period_ends(const Window& window, const Program& program, const MemberState& member, Day day) {
  std::vector<Day> ends;
  const auto earlier = [](const Gathered& cell, std::uint32_t key) { return cell.metric_key < key; };
  auto cell = std::lower_bound(member.gathered.begin(), member.gathered.end(), window.periods_key, earlier);
  for (; cell != member.gathered.end() && cell->metric_key == window.periods_key; ++cell)
    if (cell->count > 0 && cell->value > 0) ends.push_back(static_cast<Day>(cell->at) - 1);
  const Ladder& ladder = program.ladders[window.ladder.index()];
  const std::size_t rank = rank_now(ladder, member, day);
  const std::optional<Day> until = rank == 0 || ladder.keeps_while_counted ? std::nullopt : held_until(ladder, program, member, rank);
  const Day last = until ? level_end(ladder, *until, member, calendar_of(program, member)) : kNever;
  if (last != kNever && (ends.empty() || ends.back() < last)) ends.push_back(last);
  return ends;
}

std::size_t kept_rank(const Ladder& ladder, const MemberState& member, Day day, const CalendarRules& calendar) {
  std::size_t rank = base_rank(ladder, day);
  for (const Reached& one : member.reached)
    if (one.ladder_key == ladder.key && (ladder.never_down || level_end(ladder, one.until, member, calendar) >= day)) rank = std::max(rank, rank_of(ladder, one.level));
  return rank;
}

const Way* way_gone(const std::vector<Way>& ways, const Counts& counts) {
  const auto fits = [&](const Way& way) {
    for (std::size_t i = 0; i < way.size(); ++i)
      if (way[i] && counts[i].value_or(0) < *way[i]) return false;
    return true;
  };
  const auto found = std::find_if(ways.begin(), ways.end(), fits);
  return found == ways.end() ? nullptr : &*found;
}

void subtract(const Way& way, Counts& counts) {
  for (std::size_t i = 0; i < way.size(); ++i)
    if (way[i]) counts[i] = counts[i].value_or(0) - *way[i];
}

namespace {

// The first day after `day` on which one of the gathered days has left a window of that length.
Day next_leaving(const Reading& reading, const Metric& metric, const CalendarRules& calendar, const MemberState& member, Day day) {
  Day first = kNever;
  for (const Gathered& cell : member.gathered) {
    if (cell.metric_key != metric.key) continue;
    const Day at = metric.by_instant ? static_cast<Day>(cell.at / kDaySeconds) : static_cast<Day>(cell.at);
    Day leaves = day_after(reading.window.length, at, calendar);
    while (leaves < kNever && days_back(calendar, reading.window.length, leaves) + 1 <= at) ++leaves;  // months are not of one length
    if (leaves > day) first = std::min(first, leaves);
  }
  return first;
}

}  // namespace

bool looks_back(const Ladder& ladder, const Program& program) {
  return std::any_of(ladder.counts.begin(), ladder.counts.end(), [&](SlotId slot) {
    if (program.slots[slot.index()].kind != SlotKind::kReading) return false;
    const Window& window = program.readings[program.slots[slot.index()].reading].window;
    return window.shift != 0 || window.kind == WindowKind::kInLastFull;
  });
}

Day next_fading(const Ladder& ladder, const Program& program, const MemberState& member, Day day) {
  const CalendarRules calendar = calendar_of(program, member);
  Day first = kNever;
  for (const SlotId slot : ladder.counts) {
    if (program.slots[slot.index()].kind != SlotKind::kReading) continue;
    const Reading& reading = program.readings[program.slots[slot.index()].reading];
    if (reading.window.kind == WindowKind::kInLast) {
      first = std::min(first, next_leaving(reading, program.metrics[reading.metric.index()], calendar, member, day));
      continue;
    }
    if (reading.window.kind == WindowKind::kEver || reading.window.kind == WindowKind::kSinceJoining || reading.window.kind == WindowKind::kAfterJoining) continue;
    const bool calendar_like = reading.window.kind == WindowKind::kCalendar || reading.window.kind == WindowKind::kInLastFull;
    const DayRange days = calendar_like ? calendar_window(calendar, reading.window.calendar, day) : window_days(calendar, reading.window, day, member);
    if (days.last >= day && days.last != kNever) first = std::min(first, days.last + 1);
  }
  return first;
}

}  // namespace setia::engine
