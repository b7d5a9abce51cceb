// From decimals as written to whole numbers.
#include "rules/scales.hpp"

#include <numeric>

namespace setia::rules {
namespace {

constexpr int kMostDecimals = 18;

std::optional<std::int64_t> power_of_ten(int exponent) {
  if (exponent < 0 || exponent > kMostDecimals) return std::nullopt;
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

std::optional<std::int64_t> scaled(const dsl::Decimal& number, int decimals) {
  const auto power = power_of_ten(decimals - number.scale);
  std::int64_t product = 0;
  if (!power || __builtin_mul_overflow(number.digits, *power, &product)) return std::nullopt;
  return product;
}

engine::Ratio lowest_terms(std::int64_t num, std::int64_t den) {
  const std::int64_t divisor = std::gcd(num, den);
  return divisor == 0 ? engine::Ratio{num, den} : engine::Ratio{num / divisor, den / divisor};
}

std::optional<engine::Ratio> ratio_of(const dsl::Decimal& number) {
  const auto den = power_of_ten(number.scale);
  if (!den) return std::nullopt;
  return lowest_terms(number.digits, *den);
}

std::int64_t micro_per_coin(int currency_decimals) { return power_of_ten(kMicroDecimals - currency_decimals).value_or(1); }

bool is_one(const dsl::Decimal& number) { return scaled(number, kMostDecimals) == power_of_ten(kMostDecimals); }

engine::Day day_of(const dsl::Date& date) { return engine::day_from({date.year, date.month, date.day}); }

engine::Minute minute_of(const dsl::TimeOfDay& time) { return static_cast<engine::Minute>(time.second / 60); }

engine::Length length_of(const dsl::Length& length) { return {length.count, static_cast<engine::LengthUnit>(length.unit)}; }

}  // namespace setia::rules
