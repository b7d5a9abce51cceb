// What the state of a ledger costs in memory.
#pragma once

#include <cstddef>
#include <string>

namespace setia::bench {

// Prints members, open lots, and the bytes that the process grew by while they came to be.
int weigh_members(const std::string& program, std::size_t members);

}  // namespace setia::bench
