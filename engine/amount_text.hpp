// Amounts and days in the words of refusals: plain decimals, no zeros at the end of a number of units.
#pragma once

#include <cstdint>
#include <string>

#include "engine/program.hpp"

namespace setia::engine {

std::string in_quotes(const std::string& name);                       // "Free coffee"
// What stands behind a number of it: "beans", "bean", "rewards "Free coffee"".
std::string counted_name(const Unit& unit, bool one);
std::string units_in_words(Wide micro, const Unit& unit);             // "400 beans", "1 bean", "5.00 EUR in cashback"
std::string money_in_words(Wide minor, const Program& program);       // "4.00 EUR"
std::string day_in_words(Day day);                                    // "2027-01-09"

}  // namespace setia::engine
