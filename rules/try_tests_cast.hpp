// The cast of a test: the persons it names and the day on which each is first seen.
#pragma once

#include <map>
#include <string>

#include "dsl/tree.hpp"
#include "engine/civil.hpp"

namespace setia::rules {

struct Role {
  engine::Day first_seen = engine::kNever;  // kNever: no day is named for them
  bool joins_in_the_test = false;           // an `on … joins` line is written
};

// By name. `given … joined on` decides over every other day.
std::map<std::string, Role> cast_of(const dsl::Declaration& test);

}  // namespace setia::rules
