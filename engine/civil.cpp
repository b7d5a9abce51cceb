#include "engine/civil.hpp"

#include <algorithm>

#include "engine/ensure.hpp"

namespace setia::engine {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Months since year 0 of the month that `day` stands in.
std::int64_t month_number(Day day) {
  const YearMonthDay civil = civil_from(day);
  return std::int64_t{civil.year} * 12 + civil.month - 1;
}

// The `day_of_month` of a month counted from year 0; a shorter month's last day instead.
Day day_in_month(std::int64_t month_number, int day_of_month) {
  const int year = static_cast<int>(floor_div(month_number, 12));
  const int month = static_cast<int>(month_number - floor_div(month_number, 12) * 12) + 1;
  return day_from({year, month, std::min(day_of_month, days_in_month(year, month))});
}

// The first day of the latest stretch of `months` months that begins at or before `day`, when stretches begin on
// `day_of_month` of every month m with m % months == anchor % months.
std::int64_t stretch_month(Day day, std::int64_t months, std::int64_t anchor, int day_of_month) {
  const std::int64_t month = month_number(day);
  const std::int64_t start = anchor + floor_div(month - anchor, months) * months;
  return day_in_month(start, day_of_month) <= day ? start : start - months;
}

struct Stretch {
  std::int64_t months;
  std::int64_t anchor;
  int day_of_month;
};

Stretch stretch_of(const CalendarRules& rules, CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::kMonth: return {1, 0, 1};
    case CalendarUnit::kCycle: ENSURE(rules.cycle_day > 0); return {1, 0, rules.cycle_day};
    case CalendarUnit::kQuarter: return {3, rules.year_month - 1, rules.year_day};
    case CalendarUnit::kHalfYear: return {6, rules.year_month - 1, rules.year_day};
    default: return {12, rules.year_month - 1, rules.year_day};
  }
}

}  // namespace

Day day_from(YearMonthDay civil) {
  const int y = civil.month <= 2 ? civil.year - 1 : civil.year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

// After Cassio Neri and Lorenz Schneider, "Euclidean affine functions and their application to calendar algorithms": the same,
// with multiplications instead of divisions. Days are counted from eras before any day there is.
YearMonthDay civil_from(Day day) {
  constexpr std::uint64_t kEras = 14'000, kEraDays = 146'097, kEraYears = 400, kEpoch = 719'468;
  const std::uint64_t quarters = 4 * (static_cast<std::uint64_t>(std::int64_t{day}) + kEpoch + kEras * kEraDays) + 3;
  const std::uint64_t century = quarters / kEraDays;
  const auto of_century = static_cast<std::uint32_t>(quarters % kEraDays / 4);
  const std::uint64_t years = std::uint64_t{2'939'745} * (4 * of_century + 3);
  const auto year_of_century = static_cast<std::uint32_t>(years >> 32);
  const std::uint32_t day_of_year = static_cast<std::uint32_t>(years) / 2'939'745 / 4;
  const std::uint32_t months = 2'141 * day_of_year + 197'913;
  const bool after_december = day_of_year >= 306;
  const std::int64_t year = static_cast<std::int64_t>(100 * century + year_of_century) - static_cast<std::int64_t>(kEras * kEraYears) + (after_december ? 1 : 0);
  return {static_cast<int>(year), static_cast<int>((months >> 16) - (after_december ? 12 : 0)), static_cast<int>((months & 0xffff) / 2'141) + 1};
}

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int weekday_of(Day day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

Day add_months(Day day, std::int64_t months) { return day_in_month(month_number(day) + months, civil_from(day).day); }

DayRange calendar_window(const CalendarRules& rules, CalendarUnit unit, Day day, int shift) {
  if (unit == CalendarUnit::kDay) return {day + shift, day + shift};
  if (unit == CalendarUnit::kWeek) {
    const Day first = day - (weekday_of(day) - rules.week_start + 7) % 7 + 7 * shift;
    return {first, first + 6};
  }
  if (unit == CalendarUnit::kMonth && shift == 0) {
    const YearMonthDay civil = civil_from(day);
    const Day first = day - civil.day + 1;
    return {first, first + days_in_month(civil.year, civil.month) - 1};
  }
  const Stretch stretch = stretch_of(rules, unit);
  const std::int64_t start = stretch_month(day, stretch.months, stretch.anchor, stretch.day_of_month) + shift * stretch.months;
  return {day_in_month(start, stretch.day_of_month), day_in_month(start + stretch.months, stretch.day_of_month) - 1};
}

Day next_yearly(Day day, int month, int day_of_month) {
  const std::int64_t this_year = std::int64_t{civil_from(day).year} * 12 + month - 1;
  const Day candidate = day_in_month(this_year, day_of_month);
  return candidate >= day ? candidate : day_in_month(this_year + 12, day_of_month);
}

}  // namespace setia::engine
