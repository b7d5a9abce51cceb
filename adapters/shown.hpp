// Days, instants, amounts and hashes as people and scripts read them.
#pragma once

#include <cstdint>
#include <string>

#include "engine/civil.hpp"
#include "engine/ids.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::adapters {

std::string day_text(engine::Day day);                   // 2027-01-09; "never" and "always" at the ends
std::string instant_text(std::int64_t second);           // 2027-01-09T03:15:00Z
std::string decimal_text(engine::Wide value, int decimals);  // value of 10^-decimals without trailing zeros
std::string money_text(std::int64_t minor, int decimals);  // with all its decimals: 4.00
std::string units_text(engine::Wide amount_micro);       // millionths of a unit
const char* kind_text(engine::UnitKind kind);             // points, wallet, reward, badge …
std::string hash_text(const engine::Hash& hash);         // 64 hexadecimal digits
const char* standing_text(engine::Standing standing);      // active, blocked, closed, left

// "2027-01-09" as a day; false when it is no date.
bool read_day(const std::string& text, engine::Day& day);

}  // namespace setia::adapters
