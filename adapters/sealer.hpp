// Seals what is personal with XChaCha20-Poly1305 under the member's key of LEDGER.keys.
//
// Nonce: the first 24 bytes of HMAC-SHA-256(member key, sequence · part · field), the sequence in 8 bytes little-endian, so
// that replay gives the same bytes.
#pragma once

#include <optional>

#include "adapters/keys.hpp"
#include "engine/ports.hpp"

namespace setia::adapters {

class KeySealer final : public engine::Sealer {
 public:
  explicit KeySealer(Keys& keys) : keys_(keys) {}

  bool knows(const engine::MemberId& member) const override;
  engine::Bytes seal(const engine::MemberId& member, engine::Sequence sequence, std::uint8_t part, std::string_view field,
                     std::span<const std::uint8_t> plain) override;
  engine::Result<engine::Bytes> open(const engine::MemberId& member, engine::Sequence sequence, std::uint8_t part, std::string_view field,
                                     std::span<const std::uint8_t> sealed) override;

 private:
  Keys& keys_;
  KeyedHash keyed_;
};

}  // namespace setia::adapters
