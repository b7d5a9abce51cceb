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
    begin(version);
    if (version.index() + 1 < versions_.size()) begin(VersionOrdinal{version.index() + 1});
    return std::move(first_);
  }

 private:
  // Levels are looked at as a version comes into force, and as rows of its ladders do.
  void begin(VersionOrdinal version) {
    const std::vector<Ladder>& ladders = versions_.at(version).program.ladders;
    const Day from = versions_.days_of(version).first;
    if (from != kAlways && !ladders.empty()) add_start(version, from, Review::kTermsBegin);
    for (const Ladder& ladder : ladders) {
      for (const Rung& rung : ladder.rungs)
        for (const Terms& terms : rung.terms)
          if (terms.since > from) add_start(version, terms.since, Review::kTermsBegin);
    }
  }

  void add(VersionOrdinal version, const Ladder& ladder) {
    const Program& program = versions_.at(version).program;
    const CalendarRules calendar = calendar_of(program, member_);
    const Day today = passed_.at.program.day;
    const std::size_t rank = rank_now(ladder, member_, today);
    if (ladder.up_at) add_close(version, end_after(calendar, *ladder.up_at, today - 1));
    if (looks_back(ladder, program) || (!ladder.carried.empty() && !ladder.by_status_period)) add_fading(version, ladder);
    if (rank == 0 || ladder.never_down) return;
    const std::optional<Day> until = held_until(ladder, program, member_, rank);
    if (!until) return;
    if (!ladder.keeps_while_counted) {
      const Day last = level_end(ladder, *until, member_, calendar);
      add_close(version, std::max(last, today - 1));
      if (last != kNever && ladder.warn) add_start(version, days_back(calendar, *ladder.warn, last + 1));
    } else if (ladder.down_at) {
      add_close(version, end_after(calendar, *ladder.down_at, today - 1));
    } else if (ladder.down_every) {
      const Day turn = next_turn(ladder, member_, today - 1, calendar);
      add_close(version, is_new(turn + 1, DueStep::kStatus) ? turn : next_turn(ladder, member_, turn + 1, calendar));
    } else {
      add_fading(version, ladder);
      add_tomorrow(version, ladder);
      add_floors(version, ladder);
    }
  }

  // A level set by hand waits for its end, and then its counts decide again [S4].
  void add_floors(VersionOrdinal version, const Ladder& ladder) {
    for (const Reached& one : member_.reached)
      if (one.floor && one.ladder_key == ladder.key && one.until != kNever && is_new(one.until + 1, DueStep::kStatus)) add_close(version, one.until);
  }

  // Levels fall a step a day; and what an event of the small hours counted on the day before may have left its window already.
  void add_tomorrow(VersionOrdinal version, const Ladder& ladder) {
    const CivilTime now = passed_.at.program;
    const bool small_hours = passed_.step == DueStep::kAll && now.minute < versions_.at(version).program.calendar.day_ends_at;
    const bool stepped = ladder.one_step && std::any_of(member_.levels.begin(), member_.levels.end(), [&](const LevelHeld& held) {
      return held.ladder_key == ladder.key && held.since >= now.day;
    });
    if (small_hours || stepped) add_start(version, now.day + 1);
  }

  // Today once more, where its beginning was not reviewed.
  void add_fading(VersionOrdinal version, const Ladder& ladder) {
    const Program& program = versions_.at(version).program;
    const Day yesterday = passed_.at.program.day - 1;
    for (Day day = next_fading(ladder, program, member_, yesterday); day != kNever; day = next_fading(ladder, program, member_, day))
      if (add_start(version, day)) return;
  }

  // The end of the first window that ends at or after `day` and has not been reviewed yet.
  Day end_after(const CalendarRules& calendar, const Window& window, Day day) const {
    const Day last = turn_of(window, member_, day, calendar);
    return last == kNever || is_new(last + 1, DueStep::kStatus) ? last : turn_of(window, member_, last + 1, calendar);
  }

  Moment midnight(Day day) const { return moment_of(versions_.offsets(), {day, 0}, passed_.at); }
  bool is_new(Day day, DueStep step) const { return passed_ < Passed{midnight(day), step}; }

  // After the day, seen as its last minute was.
  void add_close(VersionOrdinal version, Day day) {
    if (day == kNever) return;
    const Day after = is_new(day + 1, DueStep::kStatus) ? day + 1 : day + 2;
    keep({version, midnight(after), DueStep::kStatus, {after - 1, kLastMinute}, {}, Review::kDayEnds});
  }
  bool add_start(VersionOrdinal version, Day day, Review review = Review::kDayBegins) {
    if (day == kNever || !is_new(day, DueStep::kStatusBegins)) return false;
    keep({version, midnight(day), DueStep::kStatusBegins, {day, 0}, {}, review});
    return true;
  }
  // Each version reviews the days that are its own.
  void keep(ClockDue due) {
    if (!versions_.days_of(due.version).contains(due.seen.day)) return;
    const Passed when{due.at, due.step};
    const bool together = first_ && !(when < Passed{first_->at, first_->step}) && !(Passed{first_->at, first_->step} < when);
    if (together) first_->review = std::max(first_->review, due.review);
    else if (!first_ || when < Passed{first_->at, first_->step}) first_ = std::move(due);
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
