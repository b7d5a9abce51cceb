// Fields that a give is counted on, or multiplies by, and that the event does not hold, or not as they are declared.
#pragma once

#include "rules/explain.hpp"

namespace setia::rules {

// `the event has no field "fare"`, `line 2 has "litres" abc, which is no number`: one sentence for each, each once.
std::vector<std::string> fields_amiss(const Explained& of, engine::RuleId rule, const engine::Trace& trace);

}  // namespace setia::rules
