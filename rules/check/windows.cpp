// Calendars, windows, instants, and which lines of a basket.
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

constexpr engine::Minute kLastMinute = 1439;
using Window = dsl::WindowKind;

bool take_dates(Context& context, const dsl::Window& window, WindowPlan& plan) {
  if (window.from) plan.fixed.first = day_of(*window.from);
  if (window.until) plan.fixed.last = day_of(*window.until);
  return in_order(context, {plan.fixed.first, 0}, {plan.fixed.last, kLastMinute}, window.span);
}

bool take_calendar(Context& context, const dsl::Window& window, WindowPlan& plan) {
  if (window.calendar.period) {
    plan.period = find<PeriodRef>(context, NameKind::kPeriod, *window.calendar.period);
    return plan.period.has_value();
  }
  if (window.calendar.kind == dsl::CalendarKind::kStatusPeriod && window.kind != Window::kInLastFull) {
    plan.status_of = status_ladder(context, window.calendar.span);
    return plan.status_of.has_value();
  }
  const auto calendar = calendar_of(context, window.calendar);
  if (calendar) plan.calendar = *calendar;
  return calendar.has_value();
}

bool is_possible(Context& context, const dsl::Length& length) {
  if (length.unit == dsl::LengthUnit::kCycles) return has_cycles(context, length.span);
  return true;
}

}  // namespace

std::optional<engine::CalendarUnit> calendar_of(Context& context, const dsl::Calendar& calendar) {
  using dsl::CalendarKind;
  switch (calendar.kind) {
    case CalendarKind::kDay:
      return engine::CalendarUnit::kDay;
    case CalendarKind::kWeek:
      return engine::CalendarUnit::kWeek;
    case CalendarKind::kMonth:
      return engine::CalendarUnit::kMonth;
    case CalendarKind::kQuarter:
      return engine::CalendarUnit::kQuarter;
    case CalendarKind::kHalfYear:
      return engine::CalendarUnit::kHalfYear;
    case CalendarKind::kYear:
      return engine::CalendarUnit::kYear;
    case CalendarKind::kCycle:
      if (has_cycles(context, calendar.span)) return engine::CalendarUnit::kCycle;
      break;
    case CalendarKind::kMembershipYear:
      not_yet(context, Later::kMembershipYear, calendar.span);
      break;
    case CalendarKind::kStatusPeriod:
      not_yet(context, Later::kStatusPeriod, calendar.span);
      break;
    case CalendarKind::kPeriod:
      break;
  }
  return std::nullopt;
}

std::optional<WindowPlan> window_of(Context& context, const dsl::Window& window) {
  WindowPlan plan;
  plan.kind = window.kind;
  plan.length = length_of(window.length);
  if (window.club) {
    not_yet(context, Later::kClub, window.club->span);
    return std::nullopt;
  }
  const bool by_calendar = window.kind == Window::kThis || window.kind == Window::kLast || window.kind == Window::kInLastFull;
  if (by_calendar && !take_calendar(context, window, plan)) return std::nullopt;
  if (!take_dates(context, window, plan) || !is_possible(context, window.length)) return std::nullopt;
  return plan;
}

engine::CivilTime first_moment(const dsl::Instant& instant) {
  return {day_of(instant.date), instant.time ? minute_of(*instant.time) : engine::Minute{0}};
}

engine::CivilTime last_moment(const dsl::Instant& instant) {
  return {day_of(instant.date), instant.time ? minute_of(*instant.time) : kLastMinute};
}

bool in_order(Context& context, engine::CivilTime from, engine::CivilTime until, dsl::Span at) {
  if (from <= until) return true;
  context.messages.error({.code = "S031",
                          .at = at,
                          .title = "This ends before it begins",
                          .label = "the first date is later than the second",
                          .help = "Both ends count. Write the earlier date first"});
  return false;
}

std::optional<WhatPlan> what_of(Context& context, const dsl::What& what) {
  WhatPlan plan;
  plan.kind = what.kind;
  if (what.kind != dsl::WhatKind::kItems) {
    plan.texts = texts_of(what.names);
    if (what.kind == dsl::WhatKind::kCategory) warn_unlisted(context, "category", what.names);
    return plan;
  }
  auto sets = find_all<ItemsRef>(context, NameKind::kItems, what.names);
  if (!sets) return std::nullopt;
  plan.items = std::move(*sets);
  return plan;
}

std::optional<LinesPlan> lines_of(Context& context, const dsl::Lines& lines) {
  LinesPlan plan;
  if (lines.on) plan.on = what_of(context, *lines.on);
  if (lines.except) plan.except = what_of(context, *lines.except);
  if (plan.on.has_value() != lines.on.has_value() || plan.except.has_value() != lines.except.has_value()) return std::nullopt;
  return plan;
}

}  // namespace setia::rules
