// What differs between two programs, as people and scripts read it.
#pragma once

#include <string>
#include <vector>

#include "rules/compare.hpp"

namespace setia::adapters {

std::string differences_text(const std::vector<rules::Difference>& differences);
std::string differences_json(const std::vector<rules::Difference>& differences);  // a list

}  // namespace setia::adapters
