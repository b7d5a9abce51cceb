#include "engine/clock_dues.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/levels.hpp"
#include "engine/life.hpp"
#include "engine/own_periods.hpp"
#include "engine/timetable.hpp"

namespace setia::engine {
namespace {

constexpr Minute kLastMinute = 1'439;
constexpr Day kLastDay = 2'932'896;  // of the civil year 9999

// When a rule starts, and what it sees then.
struct Occurrence {
  CivilTime at;
  CivilTime seen;
  DueStep step = DueStep::kScheduled;
};
using MaybeOccurrence = std::optional<Occurrence>;

CivilTime minute_after(CivilTime time) {
  return time.minute == kLastMinute ? CivilTime{time.day + 1, 0} : CivilTime{time.day, static_cast<Minute>(time.minute + 1)};
}

// The first day on which a clock shows `minute` at or after `from`.
Day first_day(CivilTime from, Minute minute) { return from.minute <= minute ? from.day : from.day + 1; }

Day next_monthly(Day from, int day_of_month) {
  CalendarRules months;
  months.cycle_day = day_of_month;
  const DayRange cycle = calendar_window(months, CalendarUnit::kCycle, from);
  return cycle.first == from ? from : cycle.last + 1;
}

Day next_of_year(const std::vector<YearMonthDay>& days, Day from) {
  Day first = kNever;
  for (const YearMonthDay& day : days) first = std::min(first, next_yearly(from, day.month, day.day));
  return first;
}

class Occurrences {
 public:
  Occurrences(const Program& program, const MemberState* member, CivilTime from) : program_(program), member_(member), from_(from) {}

  MaybeOccurrence of(const Rule& rule) const {
    MaybeOccurrence first;
    for (const Schedule& schedule : rule.schedules) keep(is_close(schedule) ? close_of(schedule) : scheduled(schedule), first);
    for (const Feast feast : rule.feasts) keep(feast_day(feast), first);
    return first;
  }

 private:
  static void keep(const MaybeOccurrence& found, MaybeOccurrence& first) {
    if (!found || found->at.day > kLastDay) return;
    if (!first || std::pair{found->at, found->step} < std::pair{first->at, first->step}) first = found;
  }

  static MaybeOccurrence at(Day day, Minute minute) {
    if (day == kNever) return std::nullopt;
    return Occurrence{{day, minute}, {day, minute}, DueStep::kScheduled};
  }

  static MaybeOccurrence closing_with(CivilTime last) { return Occurrence{minute_after(last), last, DueStep::kClose}; }

  MaybeOccurrence scheduled(const Schedule& schedule) const {
    const Day from = first_day(from_, schedule.minute);
    switch (schedule.kind) {
      case ScheduleKind::kDaily: return at(from, schedule.minute);
      case ScheduleKind::kWeekly: return at(from + (schedule.weekday - weekday_of(from) + 7) % 7, schedule.minute);
      case ScheduleKind::kMonthly: return at(next_monthly(from, schedule.day_of_month), schedule.minute);
      case ScheduleKind::kYearly: return at(next_of_year(schedule.days, from), schedule.minute);
      case ScheduleKind::kOnce: return once(day_from(schedule.days.front()), schedule.minute);
      default: break;
    }
    if (member_ == nullptr || member_->joining == 0) return std::nullopt;
    return once(day_when_full(schedule.length, member_->joined.day, calendar_of(program_, *member_)), schedule.minute);
  }

  MaybeOccurrence once(Day day, Minute minute) const { return day >= first_day(from_, minute) ? at(day, minute) : std::nullopt; }

  MaybeOccurrence close_of(const Schedule& schedule) const {
    if (schedule.kind == ScheduleKind::kAtEndOf) return end_of(schedule.calendar);
    if (schedule.kind == ScheduleKind::kAtEndOfOwn) return end_of_own(schedule.own);
    for (const CivilTime last : schedule.last) {
      if (last.day != kNever && minute_after(last) >= from_) return closing_with(last);
    }
    return std::nullopt;
  }

  // A window that ended the day before closes at 00:00.
  MaybeOccurrence end_of(CalendarUnit unit) const {
    const CalendarRules calendar = member_ == nullptr ? program_.calendar : calendar_of(program_, *member_);
    if (unit == CalendarUnit::kCycle && calendar.cycle_day == 0) return std::nullopt;
    const Day from = from_.minute == 0 ? from_.day - 1 : from_.day;
    return closing_with({calendar_window(calendar, unit, from).last, kLastMinute});
  }

  MaybeOccurrence end_of_own(const Window& window) const {
    if (member_ == nullptr) return std::nullopt;
    if (window.kind == WindowKind::kStatusPeriod) return end_of_status(window);
    for (const DayRange& days : own_periods(calendar_of(program_, *member_), window, *member_)) {
      const CivilTime last{days.last, kLastMinute};
      if (days.last != kNever && minute_after(last) >= from_) return closing_with(last);
    }
    return std::nullopt;
  }

  MaybeOccurrence end_of_status(const Window& window) const {
    for (const Day day : status_period_ends(window, program_, *member_, from_.day))
      if (minute_after({day, kLastMinute}) >= from_) return closing_with({day, kLastMinute});
    return std::nullopt;
  }

  // The day itself, and the day one joined on, is no anniversary of it.
  MaybeOccurrence feast_day(Feast feast) const {
    const std::optional<Day> origin = origin_of(feast);
    if (!origin) return std::nullopt;
    const YearMonthDay civil = civil_from(*origin);
    return at(next_yearly(std::max(first_day(from_, 0), *origin + 1), civil.month, civil.day), 0);
  }

  std::optional<Day> origin_of(Feast feast) const {
    if (member_ == nullptr || member_->joining == 0) return std::nullopt;
    if (feast == Feast::kJoiningAnniversary) return member_->joined.day;
    if (!program_.birthday) return std::nullopt;
    const std::uint32_t key = program_.fields[program_.birthday->index()].key;
    for (const FieldValue& field : member_->fields) {
      if (field.field_key == key) return static_cast<Day>(field.value);
    }
    return std::nullopt;
  }

  const Program& program_;
  const MemberState* member_;
  CivilTime from_;
};

// Within the rule's own dates and the days of its version, as the rule sees them.
MaybeOccurrence next_of(const Program& program, const Rule& rule, const MemberState* member, CivilTime from, DayRange days) {
  CivilTime start = std::max({from, rule.from, CivilTime{days.first, 0}});
  while (true) {
    const MaybeOccurrence found = Occurrences(program, member, start).of(rule);
    if (!found || found->seen > rule.until || found->seen.day > days.last) return std::nullopt;
    if (found->seen >= rule.from && found->seen.day >= days.first) return found;
    start = minute_after(found->at);
  }
}

// Collects the rules that start first after an instant.
class Earliest {
 public:
  Earliest(const Versions& versions, const Passed& passed) : versions_(versions), passed_(passed) {}

  void consider(VersionOrdinal version, RuleId id, const MemberState* member) {
    const Program& program = versions_.at(version).program;
    // A day early: what stands in an hour that a clock leaves out is due when the clock moves on.
    CivilTime from{passed_.at.program.day - 1, passed_.at.program.minute};
    while (const MaybeOccurrence found = next_of(program, program.rules[id.index()], member, from, versions_.days_of(version))) {
      const Moment at = moment_of(versions_.offsets(), found->at, passed_.at);
      if (passed_ < Passed{at, found->step}) return keep(version, id, *found, at);
      from = minute_after(found->at);
    }
  }

  std::optional<ClockDue> found() && { return std::move(first_); }

 private:
  void keep(VersionOrdinal version, RuleId id, const Occurrence& found, const Moment& at) {
    const Passed when{at, found.step};
    if (first_ && Passed{first_->at, first_->step} < when) return;
    const bool together = first_ && !(when < Passed{first_->at, first_->step});
    if (!together) first_ = ClockDue{version, at, found.step, found.seen, {}, Review::kNone};
    const auto place = std::lower_bound(first_->rules.begin(), first_->rules.end(), id);
    if (place == first_->rules.end() || *place != id) first_->rules.insert(place, id);
  }

  const Versions& versions_;
  const Passed& passed_;
  std::optional<ClockDue> first_;
};

// Versions whose days lie before yesterday start nothing any more.
template <class Visit>
void each_version(const Versions& versions, Day from, Visit visit) {
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const VersionOrdinal version{i};
    if (versions.days_of(version).last >= from - 2) visit(version);
  }
}

}  // namespace

std::optional<ClockDue> next_own_due(const Versions& versions, const MemberState& member, const Passed& passed) {
  if (member.joining == 0) return std::nullopt;
  Earliest earliest(versions, passed);
  each_version(versions, passed.at.program.day, [&](VersionOrdinal version) {
    for (const RuleId rule : versions.timetable(version).own) earliest.consider(version, rule, &member);
  });
  return std::move(earliest).found();
}

std::optional<ClockDue> next_common_due(const Versions& versions, const State& state, const Passed& passed) {
  if (state.joiners.empty()) return std::nullopt;
  Earliest earliest(versions, passed);
  each_version(versions, passed.at.program.day, [&](VersionOrdinal version) {
    const Program& program = versions.at(version).program;
    for (const RuleId rule : versions.timetable(version).common) {
      if (!starts_by_member(program, program.rules[rule.index()])) {
        earliest.consider(version, rule, nullptr);
        continue;
      }
      for (const MemberIndex member : state.joiners) earliest.consider(version, rule, &state.members[member.index()]);
    }
  });
  return std::move(earliest).found();
}

std::optional<ClockDue> common_due_at(const Versions& versions, const MemberState& member, const Passed& when) {
  // The last step before it, so that the first one found is it or something later.
  Passed before = when;
  before.step = static_cast<DueStep>(static_cast<std::uint8_t>(when.step) - 1);
  Earliest earliest(versions, before);
  each_version(versions, when.at.program.day, [&](VersionOrdinal version) {
    for (const RuleId rule : versions.timetable(version).common) earliest.consider(version, rule, &member);
  });
  std::optional<ClockDue> due = std::move(earliest).found();
  if (due && due->at.second == when.at.second && due->step == when.step) return due;
  return std::nullopt;
}

std::optional<ClockDue> next_correctable_close(const Versions& versions, const std::vector<RuleId> Timetable::*rules, const MemberState& member,
                                               const Passed& passed) {
  if (member.joining == 0) return std::nullopt;
  Earliest earliest(versions, passed);
  each_version(versions, passed.at.program.day, [&](VersionOrdinal version) {
    const Program& program = versions.at(version).program;
    for (const RuleId id : versions.timetable(version).*rules)
      if (is_correctable(program.rules[id.index()])) earliest.consider(version, id, &member);
  });
  return std::move(earliest).found();
}

Event clock_event(const ClockDue& due, MemberIndex member) {
  Event event;
  event.kind = EventKind::kClock;
  event.member = member;
  event.stamp.instant_second = event.stamp.received_second = due.at.second;
  event.stamp.local = due.seen;
  event.stamp.program = due.at.program;
  event.clock_rules = due.rules;
  event.review = due.review;
  event.closes = due.step == DueStep::kClose || due.review == Review::kDayEnds;
  return event;
}

}  // namespace setia::engine
