#include "adapters/amounts.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "adapters/event_reader.hpp"

namespace setia::adapters {
namespace {

// The digits of a number without the point, and where the point belongs: value = ±digits · 10^exponent.
struct Digits {
  bool negative = false;
  std::string digits;  // no zeros in front or behind; empty for zero
  int exponent = 0;
};

constexpr int kMaxExponent = 99;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// Moves `at` over digits and says how many there were.
std::size_t skip_digits(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at - begin;
}

// `e`, a sign, one or two digits, at the end of the text.
std::optional<int> read_exponent(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  std::size_t at = 0;
  if (skip_digits(text, at) == 0 || at != text.size()) return std::nullopt;
  for (const char digit : text) exponent = std::min(exponent * 10 + (digit - '0'), kMaxExponent + 1);
  if (exponent > kMaxExponent) return std::nullopt;
  return negative ? -exponent : exponent;
}

void trim_zeros(Digits& number) {
  const std::size_t first = number.digits.find_first_not_of('0');
  number.digits.erase(0, first == std::string::npos ? number.digits.size() : first);
  while (!number.digits.empty() && number.digits.back() == '0') {
    number.digits.pop_back();
    ++number.exponent;
  }
  if (number.digits.empty()) number = Digits{};
}

std::optional<Digits> read_digits(std::string_view text) {
  Digits number;
  number.negative = text.starts_with('-');
  std::size_t at = number.negative ? 1 : 0;
  const std::size_t whole_begin = at;
  if (skip_digits(text, at) == 0) return std::nullopt;
  number.digits = text.substr(whole_begin, at - whole_begin);
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction_begin = ++at;
    const std::size_t decimals = skip_digits(text, at);
    if (decimals == 0) return std::nullopt;
    number.digits += text.substr(fraction_begin, decimals);
    number.exponent = -static_cast<int>(decimals);
  }
  const std::optional<int> exponent = read_exponent(text.substr(at));
  if (!exponent) return std::nullopt;
  number.exponent += *exponent;
  trim_zeros(number);
  return number;
}

constexpr std::array<std::int64_t, 7> kPowers{1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};

}  // namespace

Amount read_amount(std::string_view text, int decimals) {
  if (text.size() > kMaxNumberCharacters) return {0, AmountFault::kTooLong};
  const std::optional<Digits> number = read_digits(text);
  if (!number) return {0, AmountFault::kNotANumber};
  const int zeros = number->exponent + decimals;
  if (zeros < 0) return {0, AmountFault::kTooPrecise};
  if (number->digits.size() + static_cast<std::size_t>(zeros) > 19) return {0, AmountFault::kTooLarge};
  __extension__ unsigned __int128 value = 0;
  for (const char digit : number->digits) value = value * 10 + static_cast<unsigned>(digit - '0');
  for (int zero = 0; zero < zeros; ++zero) value *= 10;
  if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return {0, AmountFault::kTooLarge};
  const auto magnitude = static_cast<std::int64_t>(value);
  return {number->negative ? -magnitude : magnitude, AmountFault::kNone};
}

std::optional<std::string> canonical_number(std::string_view text) {
  if (text.size() > kMaxNumberCharacters) return std::nullopt;
  const std::optional<Digits> number = read_digits(text);
  if (!number) return std::nullopt;
  if (number->digits.empty()) return "0";
  std::string digits = number->digits;
  if (number->exponent >= 0) {
    digits.append(static_cast<std::size_t>(number->exponent), '0');
  } else {
    const auto decimals = static_cast<std::size_t>(-number->exponent);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  if (number->negative) digits.insert(0, 1, '-');
  if (digits.size() > kMaxNumberCharacters) return std::nullopt;
  return digits;
}

std::string amount_text(std::int64_t value, int decimals) {
  const std::string text = std::to_string(value);
  const auto canonical = canonical_number(text + "e-" + std::to_string(decimals));
  return canonical.value_or(text);
}

std::optional<std::int64_t> line_amount(std::int64_t quantity_micro, std::int64_t unit_price_micro, std::int64_t discount_minor, int decimals) {
  __extension__ using Wide = __int128;
  // Both factors are millionths, the product is 10^-12; a minor unit is 10^-decimals of the major one.
  const Wide product = static_cast<Wide>(quantity_micro) * unit_price_micro;
  const Wide minor_unit = static_cast<Wide>(kPowers[6]) * kPowers[6] / kPowers[static_cast<std::size_t>(decimals)];
  if (product % minor_unit != 0) return std::nullopt;
  const Wide amount = product / minor_unit - discount_minor;
  if (amount > std::numeric_limits<std::int64_t>::max() || amount < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return static_cast<std::int64_t>(amount);
}

}  // namespace setia::adapters
