// Numbers, money, days and what a condition read, as a program would write them.
#include "rules/words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/scales.hpp"

namespace setia::rules {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::string digits_of(engine::Wide value) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value > 0);
  return digits;
}

std::string with_commas(std::string digits) {
  for (std::size_t place = digits.size(); place > 3;) {
    place -= 3;
    digits.insert(place, 1, ',');
  }
  return digits;
}

// `digits` holds at least one digit more than `decimals`.
std::string fixed(engine::Wide value, int decimals) {
  const bool below_zero = value < 0;
  std::string digits = digits_of(below_zero ? -value : value);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  const std::string fraction = digits.substr(digits.size() - places);
  digits.resize(digits.size() - places);
  return (below_zero ? "-" : "") + with_commas(digits) + (fraction.empty() ? "" : '.' + fraction);
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string minute_in_words(std::int64_t minute) {
  return two_digits(static_cast<int>(minute / 60)) + ':' + two_digits(static_cast<int>(minute % 60));
}

bool says_nothing(engine::SlotKind kind) {
  switch (kind) {
    case engine::SlotKind::kDifference: case engine::SlotKind::kCrossing: case engine::SlotKind::kAllOf: return true;
    default: return false;
  }
}

}  // namespace

std::string number_in_words(engine::Wide value, int decimals) {
  std::string text = fixed(value, decimals);
  if (decimals == 0) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string money_in_words(std::int64_t minor, const engine::Program& program) {
  return fixed(minor, program.currency_decimals) + ' ' + program.currency;
}

std::string amount_in_words(std::int64_t micro, const engine::Unit& unit) {
  if (unit.kind == engine::UnitKind::kWallet) {
    const std::int64_t coin = micro_per_coin(unit.currency_decimals);
    const std::string number = micro % coin == 0 ? fixed(micro / coin, unit.currency_decimals) : number_in_words(micro, kMicroDecimals);
    return number + ' ' + unit.currency + " in " + unit.name;
  }
  return number_in_words(micro, kMicroDecimals) + ' ' + engine::counted_name(unit, micro == 1'000'000);
}

std::string time_in_words(engine::CivilTime time) { return day_in_words(time.day) + " at " + minute_in_words(time.minute); }

std::string value_in_words(std::int64_t value, const engine::Slot& slot, const engine::Program& program, const engine::Symbols& symbols) {
  if (says_nothing(slot.kind)) return "";
  if (slot.kind == engine::SlotKind::kWeekday) return std::string{kWeekdays.at(static_cast<std::size_t>(value))};
  if (slot.kind == engine::SlotKind::kMinute) return minute_in_words(value);
  switch (slot.type) {
    case engine::ValueType::kText: return '"' + std::string{symbols.text(engine::SymbolId{static_cast<std::size_t>(value)})} + '"';
    case engine::ValueType::kNumber: return number_in_words(value, kMicroDecimals);
    case engine::ValueType::kMoney: return money_in_words(value, program);
    case engine::ValueType::kDate: return day_in_words(value > engine::kNever ? engine::kNever : static_cast<engine::Day>(value));
    case engine::ValueType::kCount: return number_in_words(value, 0);
    case engine::ValueType::kYesNo: return "";
  }
  return "";
}

std::optional<int> weekday_named(std::string_view name) {
  const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), name);
  return found == kWeekdays.end() ? std::nullopt : std::optional<int>{static_cast<int>(found - kWeekdays.begin())};
}

}  // namespace setia::rules
