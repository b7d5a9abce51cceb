// What a ledger needs of the world beside its files; tests hand in their own.
#pragma once

#include "adapters/clock.hpp"
#include "adapters/random.hpp"
#include "engine/ports.hpp"

namespace setia::adapters {

struct World {
  const engine::Zones& zones;
  const Clock& clock;
  Random& random;
};

}  // namespace setia::adapters
