// Instants with the program zone's civil time, and the order of what falls due at one of them [T3].
#pragma once

#include <cstdint>
#include <utility>

#include "engine/civil.hpp"

namespace setia::engine {

// An instant with the program zone's day and minute.
struct Moment {
  std::int64_t second = 0;  // UTC
  CivilTime program{};
};

// Releases, closes of periods, boards and draws, status as of the day that is over and then of the day that begins, expiry,
// scheduled rules with birthdays and anniversaries.
enum class DueStep : std::uint8_t { kBefore, kRelease, kClose, kBoard, kStatus, kStatusBegins, kExpiry, kScheduled, kAll };

// How far time has passed: up to and including a step of an instant.
struct Passed {
  Moment at;
  DueStep step = DueStep::kAll;
};
inline bool operator<(const Passed& a, const Passed& b) { return std::pair{a.at.second, a.step} < std::pair{b.at.second, b.step}; }

}  // namespace setia::engine
