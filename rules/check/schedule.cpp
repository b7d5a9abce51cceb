// Clocks: times of the day, week, month and year, and the ends of calendars, periods and campaigns.
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using dsl::ScheduleKind;

bool take_end(Context& context, const dsl::Schedule& schedule, SchedulePlan& plan) {
  plan.schedule.kind = engine::ScheduleKind::kAtEndOf;
  if (schedule.calendar.period) {
    plan.schedule.kind = engine::ScheduleKind::kAtMoments;
    plan.period = find<PeriodRef>(context, NameKind::kPeriod, *schedule.calendar.period);
    return plan.period.has_value();
  }
  if (schedule.calendar.kind == dsl::CalendarKind::kStatusPeriod) {
    const auto end = status_end(context, schedule.calendar.span);
    if (end) plan.status_of = context.plan.status_ends[*end].ladder;
    return end.has_value();
  }
  const auto calendar = calendar_of(context, schedule.calendar);
  if (calendar) plan.schedule.calendar = *calendar;
  return calendar.has_value();
}

bool take_length(Context& context, const dsl::Length& length, SchedulePlan& plan) {
  plan.schedule.kind = engine::ScheduleKind::kAfterJoining;
  plan.schedule.length = length_of(length);
  if (length.unit == dsl::LengthUnit::kCycles) return has_cycles(context, length.span);
  if (length.unit != dsl::LengthUnit::kHours && length.unit != dsl::LengthUnit::kMinutes) return true;
  context.messages.error({.code = "S053",
                          .at = length.span,
                          .title = "The day after joining is counted in whole days",
                          .label = "the line says the time of the day already",
                          .help = "Write for example  once 30 days after joining at 10:00"});
  return false;
}

bool take_day_of_month(Context& context, const dsl::Schedule& schedule, SchedulePlan& plan) {
  constexpr std::int64_t kLongestMonth = 31;
  plan.schedule.kind = engine::ScheduleKind::kMonthly;
  plan.schedule.day_of_month = static_cast<int>(schedule.day_of_month);
  if (schedule.day_of_month >= 1 && schedule.day_of_month <= kLongestMonth) return true;
  context.messages.error({.code = "S025", .at = schedule.span, .title = "No month has such a day", .label = "days go from 1 to 31"});
  return false;
}

engine::YearMonthDay every_year(const dsl::DayMonth& day) { return {0, day.month, day.day}; }

}  // namespace

std::optional<SchedulePlan> schedule_of(Context& context, const dsl::Schedule& schedule) {
  SchedulePlan plan;
  plan.span = schedule.span;
  plan.schedule.minute = minute_of(schedule.at);
  bool whole = true;
  switch (schedule.kind) {
    case ScheduleKind::kDaily: break;
    case ScheduleKind::kWeekly:
      plan.schedule.kind = engine::ScheduleKind::kWeekly;
      plan.schedule.weekday = static_cast<int>(schedule.weekday);
      break;
    case ScheduleKind::kMonthly: whole = take_day_of_month(context, schedule, plan); break;
    case ScheduleKind::kYearly:
      plan.schedule.kind = engine::ScheduleKind::kYearly;
      for (const dsl::DayMonth& day : schedule.days) plan.schedule.days.push_back(every_year(day));
      break;
    case ScheduleKind::kOnce:
      plan.schedule.kind = engine::ScheduleKind::kOnce;
      plan.schedule.days.push_back(engine::civil_from(day_of(*schedule.date)));
      break;
    case ScheduleKind::kAfterJoining: whole = take_length(context, schedule.length, plan); break;
    case ScheduleKind::kAtEndOf: whole = take_end(context, schedule, plan); break;
    case ScheduleKind::kAtEndOfCampaign:
      plan.schedule.kind = engine::ScheduleKind::kAtMoments;
      plan.campaign = true;
      break;
  }
  return whole ? std::optional(plan) : std::nullopt;
}

}  // namespace setia::rules
