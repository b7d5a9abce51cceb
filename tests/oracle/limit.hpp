// What a cap leaves free, from everything that was ever counted against it.
#pragma once

#include <optional>

#include "tests/oracle/lines.hpp"

namespace setia::oracle {

bool counts_now(const Judging& judging, const engine::CivilTime& from, const engine::CivilTime& until);

// True when the use outlives the event.
bool is_kept(const rules::CapPlan& cap);

// In the cap's scale: times, millionths of pieces and units, minor units of spend, millionths of a minor unit of money.
Exact free_of(const Judging& judging, const rules::CapPlan& cap);

// The text that keeps counts apart; "" for the scopes without one.
std::string scope_text(const Judging& judging, const rules::CapPlan& cap);

}  // namespace setia::oracle
