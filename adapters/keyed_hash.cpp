#include "adapters/keyed_hash.hpp"

namespace setia::adapters {
namespace {

constexpr std::size_t kHashBlockBytes = 64;
constexpr std::uint8_t kInnerPad = 0x36;
constexpr std::uint8_t kOuterPad = 0x5c;

void begin_block(engine::Bytes& buffer, const SecretKey& key, std::uint8_t pad) {
  buffer.assign(kHashBlockBytes, pad);
  for (std::size_t index = 0; index < key.size(); ++index) buffer[index] = static_cast<std::uint8_t>(key[index] ^ pad);
}

}  // namespace

engine::Hash KeyedHash::of(const SecretKey& key, std::span<const std::uint8_t> message) {
  begin_block(buffer_, key, kInnerPad);
  buffer_.insert(buffer_.end(), message.begin(), message.end());
  const engine::Hash inner = hasher_.of(buffer_);
  begin_block(buffer_, key, kOuterPad);
  buffer_.insert(buffer_.end(), inner.begin(), inner.end());
  return hasher_.of(buffer_);
}

}  // namespace setia::adapters
