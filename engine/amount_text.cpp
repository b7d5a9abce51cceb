#include "engine/amount_text.hpp"

#include <cstdio>

namespace setia::engine {
namespace {

constexpr int kMicroDecimals = 6;

std::string fixed(Wide value, int decimals) {
  const bool below_zero = value < 0;
  std::string digits;
  for (Wide left = below_zero ? -value : value; left > 0 || digits.size() <= static_cast<std::size_t>(decimals); left /= 10)
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(left % 10)));
  if (decimals > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
  return (below_zero ? "-" : "") + digits;
}

}  // namespace

std::string in_quotes(const std::string& name) { return '"' + name + '"'; }

std::string counted_name(const Unit& unit, bool one) {
  if (unit.kind == UnitKind::kBadge) return (one ? "badge \"" : "badges \"") + unit.name + '"';
  if (unit.kind == UnitKind::kVoucher && unit.choices.empty()) return (one ? "reward \"" : "rewards \"") + unit.name + '"';
  return one ? unit.singular : unit.name;
}

std::string units_in_words(Wide micro, const Unit& unit) {
  std::string text = fixed(micro, kMicroDecimals);
  const std::size_t fewest = unit.currency_decimals == 0 ? 0 : text.find('.') + 1 + static_cast<std::size_t>(unit.currency_decimals);
  while (text.size() > fewest && text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  if (unit.kind == UnitKind::kWallet) return text + " " + unit.currency + " in " + unit.name;
  return text + " " + counted_name(unit, micro == 1'000'000);
}

std::string money_in_words(Wide minor, const Program& program) {
  return fixed(minor, program.currency_decimals) + " " + program.currency;
}

std::string day_in_words(Day day) {
  const YearMonthDay civil = civil_from(day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return text;
}

}  // namespace setia::engine
