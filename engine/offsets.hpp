// A zone's distance from UTC over time, as data: a ledger adopts it with each program, so that the engine knows no zones
// and replay reckons as the door did [T1].
#pragma once

#include <cstdint>
#include <vector>

#include "engine/moment.hpp"

namespace setia::engine {

struct OffsetChange {
  std::int64_t second = 0;         // UTC; from here on
  std::int32_t offset_second = 0;  // east of UTC
  friend bool operator==(const OffsetChange&, const OffsetChange&) = default;
};
// Ascending. What is before the first is as far from UTC as the first. Empty: always as far as the moment one looks from.
using Offsets = std::vector<OffsetChange>;

// The instant `second`, seen from `now`.
Moment moment_at(const Offsets& offsets, std::int64_t second, const Moment& now);

// A civil time, seen from `now`. One that comes twice is the first; one that does not exist moves forward [T1].
Moment moment_of(const Offsets& offsets, CivilTime civil, const Moment& now);

}  // namespace setia::engine
