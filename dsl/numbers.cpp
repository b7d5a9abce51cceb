// Shapes first, values second, so that a message can tell a number that is badly written from one that cannot be.
#include "dsl/numbers.hpp"

#include <algorithm>

#include "dsl/words.hpp"

namespace setia::dsl {
namespace {

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// One group of any length, or a first group of 1..3 and further ones of 3.
bool is_whole_part(std::string_view text) {
  std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return all_digits(text);
  if (comma > 3 || !all_digits(text.substr(0, comma))) return false;
  while (comma != std::string_view::npos) {
    text.remove_prefix(comma + 1);
    comma = text.find(',');
    if (text.substr(0, comma).size() != 3 || !all_digits(text.substr(0, comma))) return false;
  }
  return true;
}

// `shape`: 'd' stands for a digit, everything else for itself.
bool has_shape(std::string_view word, std::string_view shape) {
  return word.size() == shape.size() && std::equal(word.begin(), word.end(), shape.begin(), [](char c, char s) {
           return s == 'd' ? is_digit(c) : c == s;
         });
}

int small_number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

bool is_number(std::string_view word) {
  if (!word.empty() && word.front() == '-') word.remove_prefix(1);
  const std::size_t point = word.find('.');
  if (point == std::string_view::npos) return is_whole_part(word);
  return is_whole_part(word.substr(0, point)) && all_digits(word.substr(point + 1));
}

std::optional<Decimal> read_decimal(std::string_view word) {
  if (!is_number(word)) return std::nullopt;
  if (std::count_if(word.begin(), word.end(), is_digit) > kMaxDigits) return std::nullopt;
  Decimal decimal;
  bool after_point = false;
  for (const char c : word) {
    if (c == '.') after_point = true;
    if (!is_digit(c)) continue;
    decimal.digits = decimal.digits * 10 + (c - '0');
    if (after_point) ++decimal.scale;
  }
  if (word.front() == '-') decimal.digits = -decimal.digits;
  return decimal;
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool is_date_shaped(std::string_view word) { return has_shape(word, "dddd-dd-dd"); }

std::optional<Date> read_date(std::string_view word) {
  if (!is_date_shaped(word)) return std::nullopt;
  Date date;
  date.year = small_number(word.substr(0, 4));
  date.month = small_number(word.substr(5, 2));
  date.day = small_number(word.substr(8, 2));
  if (date.year < 1 || date.month < 1 || date.month > 12) return std::nullopt;
  if (date.day < 1 || date.day > days_in_month(date.year, date.month)) return std::nullopt;
  return date;
}

bool is_time_shaped(std::string_view word) { return has_shape(word, "dd:dd") || has_shape(word, "dd:dd:dd"); }

std::optional<TimeOfDay> read_time(std::string_view word) {
  if (!is_time_shaped(word)) return std::nullopt;
  const int hour = small_number(word.substr(0, 2));
  const int minute = small_number(word.substr(3, 2));
  const int second = word.size() > 5 ? small_number(word.substr(6, 2)) : 0;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  TimeOfDay time;
  time.second = (hour * 60 + minute) * 60 + second;
  return time;
}

}  // namespace setia::dsl
