#include "engine/level_dues.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/levels.hpp"
#include "engine/windows.hpp"

namespace setia::engine {
namespace {

constexpr Minute kLastMinute = 1'439;

class Reviews {
 public:
  Reviews(const Versions& versions, const MemberState& member, const Passed& passed) : versions_(versions), member_(member), passed_(passed) {}

  std::optional<ClockDue> first() {
    const VersionOrdinal version = versions_.in_force(passed_.at.program.day);
    for (const Ladder& ladder : versions_.at(version).program.ladders) add(version, ladder);
    return std::move(first_);
  }

 private:
  void add(VersionOrdinal version, const Ladder& ladder) {
    const Program& program = versions_.at(version).program;
    const CalendarRules calendar = calendar_of(program, member_);
    const Day today = passed_.at.program.day;
    const std::size_t rank = rank_now(ladder, member_);
    if (ladder.up_at) add_close(version, end_after(calendar, *ladder.up_at, today - 1));
    if (rank == 0 || ladder.never_down) return;
    const std::optional<Day> until = kept_until(ladder, member_, rank);
    if (!until) return;
    if (!ladder.keeps_while_counted) {
      const Day last = level_end(ladder, *until, calendar);
      if (last != kNever) add_close(version, std::max(last, today - 1));
      if (last != kNever && ladder.warn) add_start(version, days_back(calendar, *ladder.warn, last + 1));
    } else if (ladder.down_at) {
      add_close(version, end_after(calendar, *ladder.down_at, today - 1));
    } else {
      // Today once more, where nothing was reviewed at its beginning.
      for (Day day = next_fading(ladder, program, member_, today - 1); day != kNever; day = next_fading(ladder, program, member_, day))
        if (add_start(version, day)) return;
    }
  }

  // The end of the first window that ends at or after `day` and has not been reviewed yet.
  Day end_after(const CalendarRules& calendar, CalendarUnit unit, Day day) const {
    const Day last = calendar_window(calendar, unit, day).last;
    return is_new(last + 1) ? last : calendar_window(calendar, unit, last + 1).last;
  }

  Moment midnight(Day day) const { return moment_of(versions_.offsets(), {day, 0}, passed_.at); }
  bool is_new(Day day) const { return passed_ < Passed{midnight(day), DueStep::kStatus}; }

  // After the day, seen as its last minute was.
  void add_close(VersionOrdinal version, Day day) {
    const Day after = is_new(day + 1) ? day + 1 : day + 2;
    keep({version, midnight(after), DueStep::kStatus, {after - 1, kLastMinute}, {}, true});
  }
  bool add_start(VersionOrdinal version, Day day) {
    if (!is_new(day)) return false;
    keep({version, midnight(day), DueStep::kStatus, {day, 0}, {}, false});
    return true;
  }
  void keep(ClockDue due) {
    if (!first_ || due.at.second < first_->at.second || (due.at.second == first_->at.second && due.closes && !first_->closes)) first_ = std::move(due);
  }

  const Versions& versions_;
  const MemberState& member_;
  const Passed& passed_;
  std::optional<ClockDue> first_;
};

}  // namespace

std::optional<ClockDue> next_review(const Versions& versions, const MemberState& member, const Passed& passed) {
  if (member.joining == 0) return std::nullopt;
  return Reviews(versions, member, passed).first();
}

}  // namespace setia::engine
