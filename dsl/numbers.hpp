// Numbers, dates and times as they are written in a program.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "dsl/parts.hpp"

namespace setia::dsl {

inline constexpr int kMaxDigits = 18;  // what an int64 surely holds

// Whether the word is shaped like a number: `10,000`, `10000`, `-2.50`, with commas only between thousands.
bool is_number(std::string_view word);

// The number, exactly. Empty when the word is not shaped like one, or holds more than kMaxDigits digits.
std::optional<Decimal> read_decimal(std::string_view word);

// Shaped `dddd-dd-dd`, whether or not there is such a day.
bool is_date_shaped(std::string_view word);
std::optional<Date> read_date(std::string_view word);  // a day that exists, from year 1

// Shaped `dd:dd` or `dd:dd:dd`, whether or not there is such a time.
bool is_time_shaped(std::string_view word);
std::optional<TimeOfDay> read_time(std::string_view word);

int days_in_month(int year, int month);

}  // namespace setia::dsl
