#include "adapters/clock.hpp"

#include <chrono>

namespace setia::adapters {

std::int64_t SystemClock::now_second() const {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace setia::adapters
