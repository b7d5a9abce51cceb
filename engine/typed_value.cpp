#include "engine/typed_value.hpp"

#include <algorithm>

namespace setia::engine {
namespace {

constexpr int kMicroDecimals = 6;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::optional<std::int64_t> date(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (kShape[i] == '-' ? text[i] != '-' : !is_digit(text[i])) return std::nullopt;
  const auto number = [&](std::size_t first, std::size_t count) {
    int value = 0;
    for (const char digit : text.substr(first, count)) value = value * 10 + (digit - '0');
    return value;
  };
  const YearMonthDay civil{number(0, 4), number(5, 2), number(8, 2)};
  if (civil.month < 1 || civil.month > 12 || civil.day < 1 || civil.day > days_in_month(civil.year, civil.month)) return std::nullopt;
  return day_from(civil);
}

// Amounts may be written as numbers or as texts that hold one.
std::optional<std::int64_t> scaled(const Value& value, int decimals) {
  if (const auto* number = std::get_if<Number>(&value.held)) return scaled_decimal(number->text, decimals);
  if (const auto* text = std::get_if<std::string>(&value.held)) return scaled_decimal(*text, decimals);
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> scaled_decimal(std::string_view text, int decimals) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  if (point == 0 || point + 1 == text.size()) return std::nullopt;
  std::int64_t value = 0;
  int after_point = 0;
  const auto append = [&](int digit) {
    return !__builtin_mul_overflow(value, 10, &value) && !__builtin_add_overflow(value, negative ? -digit : digit, &value);
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (!is_digit(text[i])) return std::nullopt;
    if (i > point && ++after_point > decimals) {
      if (text[i] != '0') return std::nullopt;
      continue;
    }
    if (!append(text[i] - '0')) return std::nullopt;
  }
  for (; after_point < decimals; ++after_point)
    if (!append(0)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> typed_value(const Value& value, ValueType type, int currency_decimals) {
  switch (type) {
    case ValueType::kText:
      if (std::holds_alternative<std::string>(value.held)) return value.symbol.value;
      return std::nullopt;
    case ValueType::kNumber:
    case ValueType::kCount: return scaled(value, kMicroDecimals);
    case ValueType::kMoney: return scaled(value, currency_decimals);
    case ValueType::kDate:
      if (const auto* text = std::get_if<std::string>(&value.held)) return date(*text);
      return std::nullopt;
    case ValueType::kYesNo:
      if (const auto* yes = std::get_if<bool>(&value.held)) return *yes ? 1 : 0;
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace setia::engine
