// When levels are reviewed without an event: when what keeps one has ended, when a window ends at which levels move, and when a
// day leaves what a ladder counts.
#pragma once

#include <optional>

#include "engine/clock_dues.hpp"

namespace setia::engine {

// The first after `passed`; a review may find nothing to change.
std::optional<ClockDue> next_review(const Versions& versions, const MemberState& member, const Passed& passed);

}  // namespace setia::engine
