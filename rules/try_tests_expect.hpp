// The `expect` lines of a test: what is true after the last `on` line.
#pragma once

#include <optional>
#include <string>

#include "dsl/clause.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

// Nothing when the line holds, and for lines that expect nothing; else what came instead, in a few words.
std::optional<std::string> contradiction(TestWorld& world, const dsl::Clause& clause);

}  // namespace setia::rules
