#include "engine/offsets.hpp"

#include <algorithm>

namespace setia::engine {
namespace {

constexpr std::int64_t kMostApart = 2 * kDaySeconds;  // no zone is further from UTC than that

std::int64_t floored(std::int64_t value, std::int64_t by) { return value - ((value % by) + by) % by; }

std::int64_t local_seconds(CivilTime civil) { return std::int64_t{civil.day} * kDaySeconds + std::int64_t{civil.minute} * 60; }

// Of the moment itself, to the minute.
std::int64_t offset_of(const Moment& now) { return local_seconds(now.program) - floored(now.second, 60); }

std::size_t place_of(const Offsets& offsets, std::int64_t second) {
  const auto later = std::upper_bound(offsets.begin(), offsets.end(), second,
                                      [](std::int64_t wanted, const OffsetChange& change) { return wanted < change.second; });
  return later == offsets.begin() ? 0 : static_cast<std::size_t>(later - offsets.begin()) - 1;
}

Moment shifted(std::int64_t second, std::int64_t offset_second) {
  const std::int64_t local = second + offset_second;
  const std::int64_t midnight = floored(local, kDaySeconds);
  return {second, {static_cast<Day>(midnight / kDaySeconds), static_cast<Minute>((local - midnight) / 60)}};
}

}  // namespace

Moment moment_at(const Offsets& offsets, std::int64_t second, const Moment& now) {
  return shifted(second, offsets.empty() ? offset_of(now) : offsets[place_of(offsets, second)].offset_second);
}

Moment moment_of(const Offsets& offsets, CivilTime civil, const Moment& now) {
  const std::int64_t local = local_seconds(civil);
  if (offsets.empty()) return {local - offset_of(now), civil};
  for (std::size_t i = place_of(offsets, local - kMostApart);; ++i) {
    const std::int64_t second = local - offsets[i].offset_second;
    if (i > 0 && second < offsets[i].second) return shifted(offsets[i].second, offsets[i].offset_second);
    if (i + 1 == offsets.size() || second < offsets[i + 1].second) return {second, civil};
  }
}

}  // namespace setia::engine
