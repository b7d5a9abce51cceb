#include "adapters/random.hpp"

#include <sodium.h>

#include <cstring>

#include "engine/ensure.hpp"

namespace setia::adapters {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  ENSURE(sodium_init() >= 0);
  randombytes_buf(bytes.data(), bytes.size());
}

SeededRandom::SeededRandom(std::uint64_t seed) : seed_(seed) { ENSURE(sodium_init() >= 0); }

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  std::array<std::uint8_t, randombytes_SEEDBYTES> seed{};
  std::memcpy(seed.data(), &seed_, sizeof seed_);
  std::memcpy(seed.data() + sizeof seed_, &call_, sizeof call_);
  ++call_;
  randombytes_buf_deterministic(bytes.data(), bytes.size(), seed.data());
}

}  // namespace setia::adapters
