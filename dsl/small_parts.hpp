// The smallest parts of a line, as written: names, numbers, amounts, dates, times, lengths, calendars.
//
// Every part that a message can point at carries its span. Numbers are exact decimals as written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace setia::dsl {

// A name or a quoted text, without its quotes.
struct Name {
  std::string text;
  bool quoted = false;
  Span span;
};
using Names = std::vector<Name>;

// `digits` / 10^`scale`: "1.50" is {150, 2}. At most 18 digits, or the grammar refuses it.
struct Decimal {
  std::int64_t digits = 0;
  int scale = 0;
  Span span;
};

struct Percent {
  Decimal value;  // 2.5% is {25, 1}
};

// "400 beans", "5.00 EUR", "5.00 EUR in cashback". Money when `currency` holds three capitals.
struct Amount {
  Decimal number;
  Name of;                       // unit name, or the currency
  bool is_money = false;
  std::optional<Name> wallet;    // the unit after "in", of a give after "as"
  Span span;
};

struct Date {
  int year = 0;
  int month = 0;  // 1..12
  int day = 0;    // 1..31, a day that exists in that month
  Span span;
};

struct TimeOfDay {
  int second = 0;  // of the day, 0..86399
  Span span;
};

struct DayMonth {
  int day = 0;    // 1..31
  int month = 0;  // 1..12
  Span span;
};

struct Instant {
  Date date;
  std::optional<TimeOfDay> time;
};

enum class LengthUnit { kMinutes, kHours, kDays, kWorkingDays, kWeeks, kMonths, kYears, kCycles };
struct Length {
  std::int64_t count = 0;
  LengthUnit unit = LengthUnit::kDays;
  Span span;
};

enum class Weekday { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };

enum class CalendarKind {
  kDay, kWeek, kMonth, kQuarter, kHalfYear, kYear, kCycle, kMembershipYear, kStatusPeriod, kPeriod
};
struct Calendar {
  CalendarKind kind = CalendarKind::kDay;
  std::optional<Name> period;  // kPeriod
  Span span;
};

enum class RoundMode { kDown, kUp, kHalfUp, kHalfDown, kHalfEven };
enum class RoundStage { kItem, kLine, kRule, kReceipt, kCycle };

}  // namespace setia::dsl
