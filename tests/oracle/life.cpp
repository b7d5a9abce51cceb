#include "tests/oracle/life.hpp"

#include <algorithm>

namespace setia::oracle {
namespace {

engine::Day at_edge(const engine::CalendarRules& calendar, const engine::Expiry& expiry, engine::Day day) {
  if (expiry.edge == engine::Edge::kCalendarEnd) return engine::calendar_window(calendar, expiry.calendar, day).last;
  return expiry.edge == engine::Edge::kNextYearly ? engine::next_yearly(day, expiry.month, expiry.day) : day;
}

engine::Day day_by(const Judging& judging, const engine::Expiry& expiry, engine::Day earned, engine::Day released) {
  const engine::CalendarRules& calendar = judging.history.plan().calendar;
  switch (expiry.kind) {
    case engine::ExpiryKind::kAfter: {
      engine::Day from = expiry.since == engine::Since::kRelease ? released : earned;
      if (expiry.since == engine::Since::kJoining) from = judging.person.joined.day;
      return at_edge(calendar, expiry, add_length(from, expiry.length));
    }
    case engine::ExpiryKind::kOnDate: return expiry.date;
    case engine::ExpiryKind::kYearly: {
      const bool later = expiry.year_shift > 0;
      return engine::next_yearly(later ? engine::calendar_window(calendar, engine::CalendarUnit::kYear, earned, expiry.year_shift).first : earned, expiry.month, expiry.day);
    }
    case engine::ExpiryKind::kEndOfCalendar: return engine::calendar_window(calendar, expiry.calendar, earned, expiry.next ? 1 : 0).last;
    default: return engine::kNever;
  }
}

std::int64_t seconds_in(const engine::Length& length) {
  if (length.unit == engine::LengthUnit::kMinutes) return length.count * 60;
  return length.unit == engine::LengthUnit::kHours ? length.count * 3600 : 0;
}

bool says_expiry(const rules::LifePlan& life) { return life.never || !life.expiries.empty(); }

void set_release(const Judging& judging, const engine::Pending& pending, engine::Day earned, LifeOfGift& life) {
  if (!pending.any) return;
  const std::int64_t seconds = pending.until_day ? 0 : seconds_in(pending.when.length);
  if (seconds > 0) life.release_second = judging.event.stamp.instant_second + seconds;
  else life.release_day = day_by(judging, pending.when, earned, earned);
}

// The day of the program's zone; the laws' zone changes no clock.
engine::Day day_of_release(const Judging& judging, const LifeOfGift& life) {
  const engine::Stamp& stamp = judging.event.stamp;
  const std::int64_t seconds = std::int64_t{stamp.program.minute} * 60 + stamp.instant_second % 60 + life.release_second - stamp.instant_second;
  return stamp.program.day + static_cast<engine::Day>(seconds / 86'400);
}

}  // namespace

engine::Day add_length(engine::Day day, const engine::Length& length) {
  const auto count = static_cast<engine::Day>(length.count);
  switch (length.unit) {
    case engine::LengthUnit::kWeeks: return day + 7 * count;
    case engine::LengthUnit::kMonths: return engine::add_months(day, count);
    case engine::LengthUnit::kYears: return engine::add_months(day, 12 * count);
    default: return day + count;
  }
}

namespace {

LifeOfGift life_by(const Judging& judging, const rules::LifePlan& own, const rules::LifePlan& common, engine::Day earned) {
  LifeOfGift life;
  set_release(judging, own.pending.any ? own.pending : common.pending, earned, life);
  const rules::LifePlan& expiring = says_expiry(own) ? own : common;
  const engine::Day released = life.release_second > 0 ? day_of_release(judging, life) : std::max(earned, life.release_day);
  if (!expiring.never)
    for (const engine::Expiry& expiry : expiring.expiries) life.last_valid = std::min(life.last_valid, day_by(judging, expiry, earned, released));
  return life;
}

}  // namespace

LifeOfGift life_of_unit(const Judging& judging, std::size_t unit, engine::Day earned) {
  return life_by(judging, {}, judging.history.plan().units[unit].life, earned);
}

LifeOfGift life_of(const Judging& judging, std::size_t rule, std::size_t unit, engine::Day earned) {
  return life_by(judging, judging.history.plan().rules[rule].life, judging.history.plan().units[unit].life, earned);
}

}  // namespace setia::oracle
