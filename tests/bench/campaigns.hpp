// The reference program with any number of campaigns instead of its twenty.
#pragma once

#include <cstddef>
#include <string>

namespace setia::bench {

// Each campaign has a store, a category, two months and a minimum, as those of the reference have.
std::string with_campaigns(const std::string& reference, std::size_t count);

}  // namespace setia::bench
