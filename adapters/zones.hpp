// Time zones of the system (IANA tzdata), as engine::Zones needs them.
//
// Zones are read from the disk when first asked for. The stretch between two changes of a zone's offset is remembered, so
// that a run of events in one zone costs a comparison each. Not to be shared between threads: each has its own.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/ports.hpp"

namespace setia::adapters {

class SystemZones final : public engine::Zones {
 public:
  // Whether `zone` is the name of a zone, as in "Asia/Jakarta". The other calls need one that is known.
  bool known(std::string_view zone) const override;
  engine::CivilTime local(std::string_view zone, std::int64_t second) const override;
  std::int64_t instant(std::string_view zone, engine::CivilTime civil, int second_of_minute) const override;
  std::int32_t offset_seconds(std::string_view zone, std::int64_t second) const override;
  // From 1970 to the end of 2099.
  engine::Offsets offsets(std::string_view zone) const override;

 private:
  // From `begin` up to and without `end`, in seconds UTC.
  struct Stretch {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int32_t offset_seconds = 0;
  };
  mutable std::map<std::string, Stretch, std::less<>> stretches_;
};

// How often a local time happens: once, twice (the first counts), or never (it moves forward) [T1].
enum class Happens { kOnce, kTwice, kNever };
Happens how_often(std::string_view zone, engine::CivilTime civil, int second_of_minute);

// The civil time `seconds` after 1970-01-01 00:00, seconds cut.
engine::CivilTime civil_time(std::int64_t seconds);

}  // namespace setia::adapters
