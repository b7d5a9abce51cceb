// The reference workload as a till sends it: one object of JSON a line.
#pragma once

#include <string>

#include "tests/bench/workload.hpp"

namespace setia::bench {

std::string member_name(std::size_t person);
std::string join_json(const Workload& workload, std::size_t person);
std::string receipt_json(const engine::Event& receipt, const engine::Symbols& symbols);

}  // namespace setia::bench
