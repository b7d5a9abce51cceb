// The pages of the messages about meaning: S020 to S099 are mistakes, S100 and above are warnings.
#pragma once

#include <span>

#include "dsl/codes.hpp"

namespace setia::rules {

std::span<const dsl::CodePage> code_pages();  // sorted by code

}  // namespace setia::rules
