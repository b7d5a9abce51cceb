#include "adapters/zones.hpp"

#include <date/tz.h>

#include <algorithm>
#include <stdexcept>

#include "engine/ensure.hpp"

namespace setia::adapters {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

// The library throws for names it does not know; some systems also list files that are no zones.
const date::time_zone* find_zone(std::string_view name) {
  try {
    const date::time_zone* zone = date::locate_zone(name);
    zone->get_info(date::sys_seconds{});
    return zone;
  } catch (const std::exception&) {
    return nullptr;
  }
}

const date::time_zone& known_zone(std::string_view name) {
  const date::time_zone* zone = find_zone(name);
  ENSURE(zone != nullptr);
  return *zone;
}

date::local_info look_up(std::string_view zone, engine::CivilTime civil, int second_of_minute) {
  const std::int64_t second = civil.day * kSecondsPerDay + civil.minute * 60 + second_of_minute;
  return known_zone(zone).get_info(date::local_seconds{std::chrono::seconds{second}});
}

}  // namespace

engine::CivilTime civil_time(std::int64_t seconds) {
  std::int64_t day = seconds / kSecondsPerDay;
  if (seconds % kSecondsPerDay < 0) --day;
  const std::int64_t minute = (seconds - day * kSecondsPerDay) / 60;
  return {static_cast<engine::Day>(day), static_cast<engine::Minute>(minute)};
}

bool SystemZones::known(std::string_view zone) const { return !zone.empty() && find_zone(zone) != nullptr; }

std::int32_t SystemZones::offset_seconds(std::string_view zone, std::int64_t second) const {
  auto found = stretches_.find(zone);
  if (found != stretches_.end() && found->second.begin <= second && second < found->second.end) return found->second.offset_seconds;
  const date::sys_info info = known_zone(zone).get_info(date::sys_seconds{std::chrono::seconds{second}});
  const Stretch stretch{info.begin.time_since_epoch().count(), info.end.time_since_epoch().count(),
                        static_cast<std::int32_t>(info.offset.count())};
  if (found == stretches_.end()) {
    stretches_.emplace(zone, stretch);
  } else {
    found->second = stretch;
  }
  return stretch.offset_seconds;
}

engine::Offsets SystemZones::offsets(std::string_view zone) const {
  constexpr std::int64_t kEnd = 4'102'444'800;  // 2100-01-01 00:00 UTC
  const date::time_zone& known = known_zone(zone);
  engine::Offsets offsets;
  for (std::int64_t second = 0; second < kEnd;) {
    const date::sys_info info = known.get_info(date::sys_seconds{std::chrono::seconds{second}});
    const auto offset = static_cast<std::int32_t>(info.offset.count());
    if (offsets.empty() || offsets.back().offset_second != offset) offsets.push_back({second, offset});
    second = std::max(second + 1, static_cast<std::int64_t>(info.end.time_since_epoch().count()));
  }
  return offsets;
}

engine::CivilTime SystemZones::local(std::string_view zone, std::int64_t second) const {
  return civil_time(second + offset_seconds(zone, second));
}

std::int64_t SystemZones::instant(std::string_view zone, engine::CivilTime civil, int second_of_minute) const {
  const date::local_info info = look_up(zone, civil, second_of_minute);
  // In a gap the clock jumps over the civil time: what it shows at the jump is the first time that exists.
  if (info.result == date::local_info::nonexistent) return info.second.begin.time_since_epoch().count();
  const std::int64_t second = civil.day * kSecondsPerDay + civil.minute * 60 + second_of_minute;
  return second - info.first.offset.count();
}

Happens how_often(std::string_view zone, engine::CivilTime civil, int second_of_minute) {
  switch (look_up(zone, civil, second_of_minute).result) {
    case date::local_info::nonexistent: return Happens::kNever;
    case date::local_info::ambiguous: return Happens::kTwice;
    default: return Happens::kOnce;
  }
}

}  // namespace setia::adapters
