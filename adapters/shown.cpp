#include "adapters/shown.hpp"

#include <algorithm>
#include <cstdio>

#include "adapters/zones.hpp"
#include "engine/amount_text.hpp"
#include "rules/scales.hpp"

namespace setia::adapters {
namespace {

using rules::kMicroDecimals;
constexpr int kMaxYear = 9'999;

}  // namespace

std::string day_text(engine::Day day) {
  if (day == engine::kNever) return "never";
  if (day == engine::kAlways) return "always";
  return engine::day_in_words(day);
}

std::string instant_text(std::int64_t second) {
  const engine::CivilTime civil = civil_time(second);
  const auto second_of_day = static_cast<int>(second - std::int64_t{civil.day} * 86'400);
  char text[40];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", second_of_day / 3'600, second_of_day / 60 % 60, second_of_day % 60);
  return day_text(civil.day) + text;
}

std::string decimal_text(engine::Wide value, int decimals) {
  const bool negative = value < 0;
  std::string digits;
  for (engine::Wide left = negative ? -value : value; left > 0; left /= 10) digits += static_cast<char>('0' + static_cast<int>(left % 10));
  while (digits.size() <= static_cast<std::size_t>(decimals)) digits += '0';
  std::reverse(digits.begin(), digits.end());
  if (decimals > 0) {
    digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return negative ? "-" + digits : digits;
}

std::string money_text(std::int64_t minor, int decimals) {
  std::string text = decimal_text(minor, decimals);
  if (decimals == 0) return text;
  if (text.find('.') == std::string::npos) text += '.';
  const std::size_t length = text.find('.') + 1 + static_cast<std::size_t>(decimals);
  return text + std::string(length - text.size(), '0');
}

std::string units_text(engine::Wide amount_micro) { return decimal_text(amount_micro, kMicroDecimals); }

const char* kind_text(engine::UnitKind kind) {
  switch (kind) {
    case engine::UnitKind::kPoints: return "points";
    case engine::UnitKind::kWallet: return "wallet";
    case engine::UnitKind::kVoucher: return "reward";
    case engine::UnitKind::kBadge: return "badge";
    case engine::UnitKind::kStamp: return "stamp";
    case engine::UnitKind::kTicket: return "ticket";
  }
  return "";
}

std::string hash_text(const engine::Hash& hash) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : hash) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

const char* standing_text(engine::Standing standing) {
  switch (standing) {
    case engine::Standing::kBlocked:
      return "blocked";
    case engine::Standing::kClosed:
      return "closed";
    case engine::Standing::kLeft:
      return "left";
    default:
      return "active";
  }
}

bool read_day(const std::string& text, engine::Day& day) {
  engine::YearMonthDay civil;
  int length = 0;
  if (text.size() != 10 || std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &civil.year, &civil.month, &civil.day, &length) != 3) return false;
  if (length != 10 || civil.year < 1 || civil.year > kMaxYear || civil.month < 1 || civil.month > 12) return false;
  if (civil.day < 1 || civil.day > engine::days_in_month(civil.year, civil.month)) return false;
  day = engine::day_from(civil);
  return true;
}

}  // namespace setia::adapters
