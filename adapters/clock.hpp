// What time it is: the system's, or one that tests set.
#pragma once

#include <cstdint>

namespace setia::adapters {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t now_second() const = 0;  // UTC, since 1970-01-01
};

class SystemClock final : public Clock {
 public:
  std::int64_t now_second() const override;
};

class SetClock final : public Clock {
 public:
  explicit SetClock(std::int64_t second) : second_(second) {}
  std::int64_t now_second() const override { return second_; }
  void set(std::int64_t second) { second_ = second; }

 private:
  std::int64_t second_;
};

}  // namespace setia::adapters
