// The `on` lines of a test: what happens, in the order they are written.
#pragma once

#include "dsl/clause.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

// The moment of an `on` line; empty for every other line.
std::optional<TestTime> moment_of_line(const dsl::Clause& clause);

// Lets everything fall due that is, then does what the line says.
void happen(TestWorld& world, const dsl::Clause& clause);

}  // namespace setia::rules
