#include "tests/bench/campaigns.hpp"

#include <algorithm>

namespace setia::bench {
namespace {

constexpr std::size_t kStores = 200;
constexpr std::size_t kCategories = 40;
constexpr std::size_t kMonths = 12;

std::string padded(std::size_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

// Strides without a common factor, so that stores, categories and months meet in every way.
std::string campaign(std::size_t number) {
  const std::size_t month = number * 5 % kMonths + 1, last_month = std::min(month + 1, kMonths);
  return "rule \"Campaign " + padded(number, 5) + "\"\n  on purchase\n  when store is \"S" + padded(number * 7 % kStores + 1, 3) +
         "\"\n  and basket has category \"C" + padded(number * 11 % kCategories + 1, 2) + "\"\n  and basket total is at least " +
         std::to_string(number % 30 + 10) + ".00 EUR\n  give " + std::to_string(number % 20 + 5) + " points\n  from 2027-" + padded(month, 2) +
         "-01 until 2027-" + padded(last_month, 2) + "-28\n  at most 1 time per member per day\n  in limit \"Monthly\"\n\n";
}

}  // namespace

std::string with_campaigns(const std::string& reference, std::size_t count) {
  const std::size_t first = reference.find("rule \"Campaign "), after = reference.find("\nlimit \"Monthly\"") + 1;
  std::string text = reference.substr(0, first);
  for (std::size_t number = 1; number <= count; ++number) text += campaign(number);
  return text + reference.substr(after);
}

}  // namespace setia::bench
