// Chaining records, and a raw loop of the same digests over the same bytes.
#pragma once

#include <cstddef>

namespace setia::bench {

// Prints the nanoseconds per record of both.
int time_chaining(std::size_t records);

}  // namespace setia::bench
