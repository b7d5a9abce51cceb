#include "engine/civil.hpp"

#include <algorithm>

#include "engine/ensure.hpp"

namespace setia::engine {
namespace {

constexpr int kDaysPerEra = 146'097;     // 400 years
constexpr int kEpochInEras = 719'468;    // 1970-01-01, counted from 0000-03-01
constexpr int kMonthsPerYear = 12;

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

Day day_within(int year, int month, int day) { return day_from({year, month, std::min(day, days_in_month(year, month))}); }

std::int64_t month_number(YearMonthDay civil) { return std::int64_t{civil.year} * kMonthsPerYear + civil.month - 1; }

Day day_in_month(std::int64_t month_number, int day) {
  std::int64_t year = month_number / kMonthsPerYear;
  std::int64_t month = month_number % kMonthsPerYear;
  if (month < 0) {
    month += kMonthsPerYear;
    --year;
  }
  return day_within(static_cast<int>(year), static_cast<int>(month) + 1, day);
}

// Windows of `months` whole months that begin on `start_day` of months congruent to `start_month`.
DayRange months_window(Day day, int start_month, int start_day, int months, int shift) {
  const YearMonthDay civil = civil_from(day);
  std::int64_t behind = (civil.month - start_month) % months;
  if (behind < 0) behind += months;
  std::int64_t first_month = month_number(civil) - behind;
  if (day < day_in_month(first_month, start_day)) first_month -= months;
  first_month += std::int64_t{shift} * months;
  return {day_in_month(first_month, start_day), day_in_month(first_month + months, start_day) - 1};
}

}  // namespace

Day day_from(YearMonthDay civil) {
  const int year = civil.year - (civil.month <= 2 ? 1 : 0);
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kEpochInEras;
}

YearMonthDay civil_from(Day day) {
  const int shifted = day + kEpochInEras;
  const int era = (shifted >= 0 ? shifted : shifted - (kDaysPerEra - 1)) / kDaysPerEra;
  const int day_of_era = shifted - era * kDaysPerEra;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  const int month = month_from_march + (month_from_march < 10 ? 3 : -9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  ENSURE(month >= 1 && month <= kMonthsPerYear);
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

int weekday_of(Day day) {
  const int from_monday = (day + 3) % 7;  // 1970-01-01 was a thursday
  return from_monday < 0 ? from_monday + 7 : from_monday;
}

Day add_months(Day day, std::int64_t months) {
  const YearMonthDay civil = civil_from(day);
  return day_in_month(month_number(civil) + months, civil.day);
}

DayRange calendar_window(const CalendarRules& rules, CalendarUnit unit, Day day, int shift) {
  switch (unit) {
    case CalendarUnit::kDay:
      return {day + shift, day + shift};
    case CalendarUnit::kWeek: {
      const Day first = day - (weekday_of(day) - rules.week_start + 7) % 7 + 7 * shift;
      return {first, first + 6};
    }
    case CalendarUnit::kMonth:
      return months_window(day, 1, 1, 1, shift);
    case CalendarUnit::kQuarter:
      return months_window(day, rules.year_month, rules.year_day, 3, shift);
    case CalendarUnit::kHalfYear:
      return months_window(day, rules.year_month, rules.year_day, 6, shift);
    case CalendarUnit::kYear:
      return months_window(day, rules.year_month, rules.year_day, kMonthsPerYear, shift);
    case CalendarUnit::kCycle:
      ENSURE(rules.cycle_day >= 1);
      return months_window(day, 1, rules.cycle_day, 1, shift);
  }
  ENSURE(!"a calendar unit");
  return {};
}

Day next_yearly(Day day, int month, int day_of_month) {
  const int year = civil_from(day).year;
  const Day this_year = day_within(year, month, day_of_month);
  return this_year >= day ? this_year : day_within(year + 1, month, day_of_month);
}

}  // namespace setia::engine
