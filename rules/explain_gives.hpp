// How an amount came about: the line that gave it, what it was counted on, and how much more would have given more.
#pragma once

#include "rules/explain.hpp"

namespace setia::rules {

// "; give 1 bean per full 10,000 IDR of spend (line 12), on 98,000 IDR" for every give of the rule that was counted; empty
// when the rule gives by none.
std::string gives_in_words(const Explained& of, engine::RuleId rule, const engine::Trace& trace);

// "2,000 IDR more would make one more block of 10,000 IDR" for gives by full blocks.
std::vector<std::string> missing_blocks(const Explained& of, engine::RuleId rule, const engine::Trace& trace);

}  // namespace setia::rules
