// From text to program: parse, check, lower. The three steps that `check`, `init`, `adopt`, `run` and `test` share.
#pragma once

#include <memory>
#include <optional>

#include "dsl/diagnostic.hpp"
#include "engine/ports.hpp"
#include "engine/program.hpp"
#include "engine/symbols.hpp"
#include "rules/plan.hpp"
#include "rules/program_text.hpp"

namespace setia::rules {

// Keeps the tree that plan.tests point into.
struct Checked {
  dsl::Tree tree;
  Plan plan;
  dsl::Diagnostics diagnostics;  // sorted
};

// Parses and checks. The plan is whole only when there is no error. `zones` says which time zones exist.
std::unique_ptr<Checked> check(const ProgramText& text, const engine::Zones& zones);

// Lowers an error-free plan. `hash` is left zero: fingerprint() fills it.
engine::Program lower(const Plan& plan, engine::Symbols& symbols);

// SHA-256 over the canonical files by path, the lists and `personal` (interfaces.md, "program.yaml").
engine::Hash fingerprint(const ProgramText& text);

}  // namespace setia::rules
