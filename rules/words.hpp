// Values of a program in the marketer's words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/amount_text.hpp"
#include "engine/program.hpp"
#include "engine/symbols.hpp"

namespace setia::rules {

std::string number_in_words(engine::Wide value, int decimals);              // 1,234.5; no zeros at the end
std::string money_in_words(std::int64_t minor, const engine::Program& program);     // "5.00 EUR"
std::string amount_in_words(std::int64_t micro, const engine::Unit& unit);          // "9 beans", "1 bean", "5.00 EUR in cashback"
using engine::day_in_words;                                                         // "2027-01-09"
std::string time_in_words(engine::CivilTime time);                                  // "2027-01-09 at 10:15"

std::optional<int> weekday_named(std::string_view name);                               // monday is 0

// What a slot read; empty for slots whose value says nothing by itself.
std::string value_in_words(std::int64_t value, const engine::Slot& slot, const engine::Program& program, const engine::Symbols& symbols);

}  // namespace setia::rules
