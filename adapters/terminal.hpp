// What a terminal is shown beyond the data: colours, and progress of work that takes longer than a second.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

#include "dsl/diagnostic.hpp"

namespace setia::adapters {

// Colours only for a terminal that can show them, and never when NO_COLOR is set (no-color.org).
dsl::Colour colour_for(std::FILE* stream);

// A bar on stderr. Shows nothing when stderr is no terminal or the work is done within a second, and wipes itself away.
class Progress {
 public:
  // `total`: of what at() counts; 0 when it is not known.
  Progress(std::string title, std::int64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void at(std::int64_t done);

 private:
  using Clock = std::chrono::steady_clock;

  std::string title_;
  std::int64_t total_ = 0;
  bool is_terminal_ = false;
  bool shown_ = false;
  Clock::time_point next_;  // when to draw again
};

}  // namespace setia::adapters
