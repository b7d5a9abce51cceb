// HMAC-SHA-256 (RFC 2104) with the hasher of the chain.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/chain.hpp"

namespace setia::adapters {

using SecretKey = std::array<std::uint8_t, 32>;

// Keeps its buffer: one of them serves any number of keys and messages.
class KeyedHash {
 public:
  engine::Hash of(const SecretKey& key, std::span<const std::uint8_t> message);

 private:
  engine::Hasher hasher_;
  engine::Bytes buffer_;
};

}  // namespace setia::adapters
