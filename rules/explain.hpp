// Why and why not, in sentences: one for each rule about one event.
#pragma once

#include <string>
#include <vector>

#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/symbols.hpp"
#include "engine/trace.hpp"
#include "rules/plan.hpp"

namespace setia::rules {

// What a sentence is made from; `program` and `symbols` are those that lower() made of `plan`.
struct Explained {
  const Plan& plan;
  const engine::Program& program;
  const engine::Symbols& symbols;
};

// In rule order. Rules that do not answer to this kind of event are left out.
std::vector<std::string> explain(const Explained& of, const engine::Outcome& outcome, const engine::Trace& trace);

}  // namespace setia::rules
