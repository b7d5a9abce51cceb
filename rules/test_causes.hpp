// `because of …` in tests: which reasons of the engine each cause means.
#pragma once

#include "dsl/clause.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/trace.hpp"

namespace setia::rules {

bool is_cause(const dsl::Cause& cause, const engine::RuleTrace& trace, const engine::Program& program);
bool is_cause(const dsl::Cause& cause, const engine::Refusal& refusal);

}  // namespace setia::rules
