// Random bytes: the system's, or a reproducible stream for tests.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace setia::adapters {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

// The same seed gives the same bytes, call by call.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::uint64_t seed_;
  std::uint64_t call_ = 0;
};

}  // namespace setia::adapters
