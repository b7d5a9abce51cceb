// Random conditions: of the receipt, of time, of the member and their history.
#pragma once

#include <string>

#include "tests/laws/dice.hpp"

namespace setia::laws {

std::string money(std::int64_t minor);       // "12.50 EUR"
std::string quoted(const std::string& text);

std::string make_member_condition(Dice& dice);
std::string make_condition(Dice& dice);

// One of the words after "category", "sku", "brand", "tag" or "items".
std::string make_what(Dice& dice);

}  // namespace setia::laws
