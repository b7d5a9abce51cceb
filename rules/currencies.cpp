#include "rules/currencies.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "dsl/suggest.hpp"

namespace setia::rules {

std::optional<int> currency_decimals(std::string_view code) {
  const auto by_code = [](const Currency& currency, std::string_view wanted) { return currency.code < wanted; };
  const Currency* found = std::lower_bound(std::begin(kCurrencies), std::end(kCurrencies), code, by_code);
  if (found == std::end(kCurrencies) || found->code != code) return std::nullopt;
  return found->decimals;
}

std::string_view nearest_currency(std::string_view code) {
  std::vector<std::string_view> codes;
  for (const Currency& currency : kCurrencies) codes.push_back(currency.code);
  return dsl::nearest(code, codes);
}

}  // namespace setia::rules
