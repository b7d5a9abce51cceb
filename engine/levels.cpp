#include "engine/levels.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/life.hpp"
#include "engine/windows.hpp"

namespace setia::engine {

std::size_t rank_of(const Ladder& ladder, SymbolId level) {
  for (std::size_t i = 0; i < ladder.rungs.size(); ++i)
    if (ladder.rungs[i].level == level) return i + 1;
  return 0;
}

std::size_t base_rank(const Ladder& ladder) {
  if (!ladder.only_when.empty()) return 0;
  const auto asks_nothing = [](const Way& way) {
    return std::all_of(way.begin(), way.end(), [](const auto& amount) { return !amount || *amount <= 0; });
  };
  std::size_t rank = 0;
  for (std::size_t i = 0; i < ladder.rungs.size(); ++i)
    if (std::any_of(ladder.rungs[i].ways.begin(), ladder.rungs[i].ways.end(), asks_nothing)) rank = i + 1;
  return rank;
}

std::size_t rank_at(const Ladder& ladder, const MemberState& member, std::int64_t second) {
  for (auto held = member.levels.rbegin(); held != member.levels.rend(); ++held)
    if (held->ladder_key == ladder.key && held->second <= second) return rank_of(ladder, held->level);
  return base_rank(ladder);
}

std::size_t rank_now(const Ladder& ladder, const MemberState& member) { return rank_at(ladder, member, INT64_MAX); }

Day floor_until(const Expiry& until, Day day, const MemberState& member, const Program& program) {
  const Day last = day_by(until, {day, day}, member, program);
  const bool length = until.kind == ExpiryKind::kAfter && until.edge == Edge::kNone;
  return length && last != kNever ? last - 1 : last;
}

Day level_until(const Rung& rung, Day day, const MemberState& member, const Program& program) {
  return rung.keeps ? floor_until(*rung.keeps, day, member, program) : kNever;
}

std::optional<Day> kept_until(const Ladder& ladder, const MemberState& member, std::size_t rank) {
  std::optional<Day> until;
  for (const Reached& one : member.reached) {
    if (one.ladder_key != ladder.key || rank_of(ladder, one.level) < rank) continue;
    if (!until || *until < one.until) until = one.until;
  }
  return until;
}

Day level_end(const Ladder& ladder, Day until, const CalendarRules& calendar) {
  if (until == kNever) return kNever;
  const Day last = ladder.grace ? day_after(*ladder.grace, until, calendar) : until;
  return ladder.down_at && last != kNever ? calendar_window(calendar, *ladder.down_at, last).last : last;
}

std::size_t kept_rank(const Ladder& ladder, const MemberState& member, Day day) {
  std::size_t rank = base_rank(ladder);
  for (const Reached& one : member.reached)
    if (one.ladder_key == ladder.key && one.until >= day) rank = std::max(rank, rank_of(ladder, one.level));
  return rank;
}

bool is_gone(const std::vector<Way>& ways, const Counts& counts) {
  const auto fits = [&](const Way& way) {
    for (std::size_t i = 0; i < way.size(); ++i)
      if (way[i] && counts[i].value_or(0) < *way[i]) return false;
    return true;
  };
  return std::any_of(ways.begin(), ways.end(), fits);
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
