#include "adapters/amounts.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "adapters/event_reader.hpp"

namespace setia::adapters {
namespace {

// The digits of a number without the point, and where the point belongs: value = ±digits · 10^exponent.
class Digits {
 public:
  bool negative = false;
  int exponent = 0;

  void add(std::string_view digits) { end_ = std::copy(digits.begin(), digits.end(), end_); }
  // Zeros in front and behind are dropped; nothing is left of zero, and zero has no sign.
  void trim() {
    while (begin_ != end_ && *begin_ == '0') ++begin_;
    for (; begin_ != end_ && end_[-1] == '0'; ++exponent) --end_;
    if (begin_ != end_) return;
    negative = false;
    exponent = 0;
  }
  std::string_view text() const { return {begin_, static_cast<std::size_t>(end_ - begin_)}; }

  // Its views point into itself.
  Digits() = default;
  Digits(const Digits&) = delete;
  Digits& operator=(const Digits&) = delete;

 private:
  std::array<char, kMaxNumberCharacters> room_;
  char* begin_ = room_.data();
  char* end_ = room_.data();
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

// False when the text is no number. Of at most kMaxNumberCharacters characters.
bool read_digits(std::string_view text, Digits& number) {
  number.negative = text.starts_with('-');
  std::size_t at = number.negative ? 1 : 0;
  const std::size_t whole_begin = at;
  const std::size_t whole = skip_digits(text, at);
  if (whole == 0) return false;
  number.add({text.data() + whole_begin, whole});
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction_begin = ++at;
    const std::size_t decimals = skip_digits(text, at);
    if (decimals == 0) return false;
    number.add({text.data() + fraction_begin, decimals});
    number.exponent = -static_cast<int>(decimals);
  }
  if (at != text.size()) {
    const std::optional<int> exponent = read_exponent({text.data() + at, text.size() - at});
    if (!exponent) return false;
    number.exponent += *exponent;
  }
  number.trim();
  return true;
}

// Characters of its canonical text.
std::size_t canonical_size(const Digits& number) {
  const std::size_t digits = number.text().size();
  if (digits == 0) return 1;
  const std::size_t sign = number.negative ? 1 : 0;
  if (number.exponent >= 0) return sign + digits + static_cast<std::size_t>(number.exponent);
  return sign + std::max(digits, static_cast<std::size_t>(-number.exponent) + 1) + 1;
}

constexpr std::array<std::int64_t, 7> kPowers{1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};

// Most amounts: a few digits with at most one point among them. Nothing when it takes more to read this one.
std::optional<std::int64_t> read_short(std::string_view text, int decimals) {
  constexpr std::size_t kMostCharacters = 18;  // of digits that fit 64 bits whatever they are
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::size_t places = point == text.size() ? 0 : text.size() - point - 1;
  const bool whole = point > 0 && (point == text.size() || places > 0);
  const auto zeros = static_cast<std::size_t>(decimals) - places;
  if (!whole || places > static_cast<std::size_t>(decimals) || text.size() + zeros > kMostCharacters) return std::nullopt;
  std::int64_t value = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == point) continue;
    if (!is_digit(text[at])) return std::nullopt;
    value = value * 10 + (text[at] - '0');
  }
  value *= kPowers[zeros];
  return negative ? -value : value;
}

}  // namespace

Amount read_amount(std::string_view text, int decimals) {
  if (const auto value = read_short(text, decimals)) return {*value, AmountFault::kNone};
  if (text.size() > kMaxNumberCharacters) return {0, AmountFault::kTooLong};
  Digits number;
  if (!read_digits(text, number)) return {0, AmountFault::kNotANumber};
  const std::string_view digits = number.text();
  if (digits.empty()) return {};
  const int zeros = number.exponent + decimals;
  if (zeros < 0) return {0, AmountFault::kTooPrecise};
  constexpr std::size_t kMostDigits = 19;  // as many as always fit 64 bits
  if (digits.size() + static_cast<std::size_t>(zeros) > kMostDigits) return {0, AmountFault::kTooLarge};
  std::uint64_t value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<unsigned>(digit - '0');
  for (int zero = 0; zero < zeros; ++zero) value *= 10;
  if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return {0, AmountFault::kTooLarge};
  const auto magnitude = static_cast<std::int64_t>(value);
  return {number.negative ? -magnitude : magnitude, AmountFault::kNone};
}

bool is_number(std::string_view text) {
  Digits number;
  return text.size() <= kMaxNumberCharacters && read_digits(text, number) && canonical_size(number) <= kMaxNumberCharacters;
}

std::optional<std::string> canonical_number(std::string_view text) {
  Digits number;
  if (text.size() > kMaxNumberCharacters || !read_digits(text, number) || canonical_size(number) > kMaxNumberCharacters) return std::nullopt;
  std::string digits(number.text());
  if (digits.empty()) return "0";
  if (number.exponent >= 0) {
    digits.append(static_cast<std::size_t>(number.exponent), '0');
  } else {
    const auto decimals = static_cast<std::size_t>(-number.exponent);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  if (number.negative) digits.insert(0, 1, '-');
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
