#include "adapters/sealer.hpp"

#include <sodium.h>

#include <algorithm>

#include "engine/ensure.hpp"

namespace setia::adapters {
namespace {

using Nonce = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

Nonce nonce_of(KeyedHash& keyed, const SecretKey& key, engine::Sequence sequence, std::uint8_t part, std::string_view field) {
  engine::Bytes place;
  for (int shift = 0; shift < 64; shift += 8) place.push_back(static_cast<std::uint8_t>(sequence >> shift));
  place.push_back(part);
  place.insert(place.end(), field.begin(), field.end());
  const engine::Hash hash = keyed.of(key, place);
  Nonce nonce{};
  std::copy_n(hash.begin(), nonce.size(), nonce.begin());
  return nonce;
}

}  // namespace

bool KeySealer::knows(const engine::MemberId& member) const {
  const auto key = keys_.key_of(member);
  return key.ok() && key.value().has_value();
}

engine::Bytes KeySealer::seal(const engine::MemberId& member, engine::Sequence sequence, std::uint8_t part, std::string_view field,
                              std::span<const std::uint8_t> plain) {
  const auto key = keys_.key_of(member);
  ENSURE(key.ok() && key.value().has_value());
  const Nonce nonce = nonce_of(keyed_, *key.value(), sequence, part, field);
  engine::Bytes sealed(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(), nullptr, 0, nullptr, nonce.data(),
                                             key.value()->data());
  return sealed;
}

engine::Result<engine::Bytes> KeySealer::open(const engine::MemberId& member, engine::Sequence sequence, std::uint8_t part,
                                              std::string_view field, std::span<const std::uint8_t> sealed) {
  const auto key = keys_.key_of(member);
  if (!key) return key.failure();
  if (!key.value()) return engine::Failure{engine::Reason::kNotFound, "The member was forgotten.", ""};
  constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  const engine::Failure broken{engine::Reason::kDiffers, "A sealed value does not open: it or the member's key was changed.", ""};
  if (sealed.size() < kTag) return broken;
  const Nonce nonce = nonce_of(keyed_, *key.value(), sequence, part, field);
  engine::Bytes plain(sealed.size() - kTag);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(), sealed.size(), nullptr, 0, nonce.data(),
                                                 key.value()->data()) != 0)
    return broken;
  return plain;
}

}  // namespace setia::adapters
