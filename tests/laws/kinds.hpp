// Which kinds of the language and of events a random world holds: those that the oracle knows, or all that these makers know.
#pragma once

#include <cstdint>

namespace setia::laws {

enum class Kinds { kOfOracle, kAll };

// Laws that need the engine alone take all kinds in every second world.
inline Kinds every_second(std::int64_t number) { return number % 2 == 0 ? Kinds::kOfOracle : Kinds::kAll; }

}  // namespace setia::laws
