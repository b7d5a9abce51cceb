// Why a condition does not hold: the line as the marketer wrote it, what was read, and what it lacked.
#pragma once

#include "rules/explain.hpp"

namespace setia::rules {

// What the event or the member lacks where that slot has no value.
std::string absence_in_words(const Explained& of, const engine::Slot& slot);

// "time is from 07:00 to 09:30 (line 12) does not hold, it was 12:00".
std::string condition_in_words(const Explained& of, const engine::RuleTrace& trace);

// "10.00 EUR more would reach it", or what nobody knew; empty when there is no such amount.
std::string lack_in_words(const Explained& of, const engine::RuleTrace& trace);

}  // namespace setia::rules
