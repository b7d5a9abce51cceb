// Calendar arithmetic: days, months, weeks, a program's own years and cycles [T2].
#include <catch2/catch.hpp>

#include "engine/civil.hpp"

using namespace setia::engine;

namespace {

Day day(int year, int month, int day_of_month) { return day_from({year, month, day_of_month}); }

}  // namespace

TEST_CASE("Days and civil dates are inverse over four centuries and before the epoch") {
  CHECK(day(1970, 1, 1) == 0);
  CHECK(day(2000, 3, 1) == 11'017);
  CHECK(day(1969, 12, 31) == -1);
  Day expected = day(1899, 12, 31);
  for (int year = 1900; year < 2300; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int number = 1; number <= days_in_month(year, month); ++number) {
        ++expected;
        const YearMonthDay civil{year, month, number};
        if (day_from(civil) != expected || !(civil_from(expected) == civil)) FAIL(year << '-' << month << '-' << number);
      }
    }
  }
  CHECK(expected == day(2299, 12, 31));
}

TEST_CASE("Weekdays begin on monday") {
  CHECK(weekday_of(day(2027, 1, 1)) == 4);
  CHECK(weekday_of(day(2027, 1, 4)) == 0);
  CHECK(weekday_of(day(1969, 12, 31)) == 2);
  CHECK(weekday_of(day(1960, 2, 29)) == 0);
}

TEST_CASE("[T2] N months after the 31st is the last day of a shorter month") {
  CHECK(add_months(day(2027, 1, 31), 1) == day(2027, 2, 28));
  CHECK(add_months(day(2028, 1, 31), 1) == day(2028, 2, 29));
  CHECK(add_months(day(2027, 10, 31), 1) == day(2027, 11, 30));
  CHECK(add_months(day(2027, 1, 31), 12) == day(2028, 1, 31));
  CHECK(add_months(day(2027, 3, 31), -1) == day(2027, 2, 28));
  CHECK(add_months(day(2027, 1, 15), -13) == day(2025, 12, 15));
}

TEST_CASE("Weeks begin where the program says") {
  CalendarRules rules;
  CHECK(calendar_window(rules, CalendarUnit::kWeek, day(2027, 1, 3)) == DayRange{day(2026, 12, 28), day(2027, 1, 3)});
  rules.week_start = 6;
  CHECK(calendar_window(rules, CalendarUnit::kWeek, day(2027, 1, 3)) == DayRange{day(2027, 1, 3), day(2027, 1, 9)});
  CHECK(calendar_window(rules, CalendarUnit::kWeek, day(2027, 1, 2), -1) == DayRange{day(2026, 12, 20), day(2026, 12, 26)});
}

TEST_CASE("Months are those of the calendar; years, quarters and half-years the program's") {
  CalendarRules rules;
  rules.year_month = 4;
  rules.year_day = 6;
  const Day before = day(2027, 4, 5), first = day(2027, 4, 6);
  CHECK(calendar_window(rules, CalendarUnit::kMonth, first) == DayRange{day(2027, 4, 1), day(2027, 4, 30)});
  CHECK(calendar_window(rules, CalendarUnit::kYear, first) == DayRange{first, day(2028, 4, 5)});
  CHECK(calendar_window(rules, CalendarUnit::kYear, before) == DayRange{day(2026, 4, 6), before});
  CHECK(calendar_window(rules, CalendarUnit::kQuarter, before) == DayRange{day(2027, 1, 6), before});
  CHECK(calendar_window(rules, CalendarUnit::kQuarter, first, 1) == DayRange{day(2027, 7, 6), day(2027, 10, 5)});
  CHECK(calendar_window(rules, CalendarUnit::kHalfYear, before) == DayRange{day(2026, 10, 6), before});
  CHECK(calendar_window(rules, CalendarUnit::kHalfYear, first, -2) == DayRange{day(2026, 4, 6), day(2026, 10, 5)});
}

TEST_CASE("Cycles begin on their day, in a shorter month on its last") {
  CalendarRules rules;
  rules.cycle_day = 31;
  CHECK(calendar_window(rules, CalendarUnit::kCycle, day(2027, 2, 28)) == DayRange{day(2027, 2, 28), day(2027, 3, 30)});
  CHECK(calendar_window(rules, CalendarUnit::kCycle, day(2027, 2, 27)) == DayRange{day(2027, 1, 31), day(2027, 2, 27)});
  rules.cycle_day = 15;
  CHECK(calendar_window(rules, CalendarUnit::kCycle, day(2027, 1, 14)) == DayRange{day(2026, 12, 15), day(2027, 1, 14)});
  CHECK(calendar_window(rules, CalendarUnit::kCycle, day(2027, 1, 15), -1) == DayRange{day(2026, 12, 15), day(2027, 1, 14)});
}

TEST_CASE("Windows of one kind meet without gap or overlap") {
  CalendarRules rules;
  rules.week_start = 2;
  rules.year_month = 2;
  rules.year_day = 29;
  rules.cycle_day = 30;
  const CalendarUnit unit = GENERATE(CalendarUnit::kDay, CalendarUnit::kWeek, CalendarUnit::kMonth, CalendarUnit::kQuarter,
                                     CalendarUnit::kHalfYear, CalendarUnit::kYear, CalendarUnit::kCycle);
  for (Day today = day(2023, 1, 1); today <= day(2029, 1, 1); ++today) {
    const DayRange window = calendar_window(rules, unit, today);
    if (!window.contains(today)) FAIL(today);
    if (calendar_window(rules, unit, today, 1).first != window.last + 1) FAIL(today);
    if (!(calendar_window(rules, unit, window.first - 1) == calendar_window(rules, unit, today, -1))) FAIL(today);
  }
  SUCCEED();
}

TEST_CASE("[T2] The next day of a year; 29 February is the 28th in other years") {
  CHECK(next_yearly(day(2027, 3, 31), 3, 31) == day(2027, 3, 31));
  CHECK(next_yearly(day(2027, 4, 1), 3, 31) == day(2028, 3, 31));
  CHECK(next_yearly(day(2027, 1, 1), 2, 29) == day(2027, 2, 28));
  CHECK(next_yearly(day(2027, 3, 1), 2, 29) == day(2028, 2, 29));
}
