// Zones of tests: a fixed distance from UTC each, so that no zone database is asked.
#pragma once

#include <map>
#include <string>

#include "engine/ports.hpp"

namespace setia::tests {

class FixedZones : public engine::Zones {
 public:
  bool known(std::string_view zone) const override { return hours_.contains(std::string{zone}); }
  engine::CivilTime local(std::string_view zone, std::int64_t second) const override {
    const std::int64_t shifted = second + offset_seconds(zone, second);
    const std::int64_t day = (shifted - ((shifted % kDay) + kDay) % kDay) / kDay;
    return {static_cast<engine::Day>(day), static_cast<engine::Minute>((shifted - day * kDay) / 60)};
  }
  std::int64_t instant(std::string_view zone, engine::CivilTime civil, int second_of_minute) const override {
    return civil.day * kDay + civil.minute * 60 + second_of_minute - offset_seconds(zone, 0);
  }
  std::int32_t offset_seconds(std::string_view zone, std::int64_t) const override { return hours_.at(std::string{zone}) * 3600; }

 private:
  static constexpr std::int64_t kDay = 86'400;
  const std::map<std::string, int> hours_{{"UTC", 0},           {"Europe/London", 0},      {"Europe/Paris", 1},         {"Europe/Amsterdam", 1},
                                          {"Europe/Vienna", 1}, {"America/New_York", -5}, {"America/Los_Angeles", -8}, {"Asia/Jakarta", 7},
                                          {"Etc/UTC", 0},       {"Europe/Berlin", 1},      {"Europe/Helsinki", 2},      {"Europe/Madrid", 1},
                                          {"Europe/Rome", 1},   {"Europe/Warsaw", 1},      {"America/Chicago", -6},     {"America/Denver", -7},
                                          {"Asia/Dubai", 4},    {"America/Phoenix", -7},   {"Australia/Sydney", 10}};
};

}  // namespace setia::tests
