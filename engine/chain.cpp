#include "engine/chain.hpp"

#include <openssl/evp.h>

#include <algorithm>

#include "engine/codec.hpp"
#include "engine/ensure.hpp"

namespace setia::engine {

struct Hasher::Context {
  EVP_MD* digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  Context() { ENSURE(digest != nullptr && context != nullptr); }
  ~Context() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(digest);
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
};

Hasher::Hasher() : context_(std::make_unique<Context>()) {}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Hash Hasher::of(std::span<const std::uint8_t> bytes) {
  Hash hash;
  ENSURE(EVP_DigestInit_ex2(context_->context, context_->digest, nullptr) == 1);
  ENSURE(EVP_DigestUpdate(context_->context, bytes.data(), bytes.size()) == 1);
  ENSURE(EVP_DigestFinal_ex(context_->context, hash.data(), nullptr) == 1);
  return hash;
}

Bytes encode_header(const LedgerHeader& header) {
  Bytes bytes;
  Writer out(bytes);
  out.text("setia ledger");
  out.number(header.record_version);
  out.raw(header.ledger_id);
  return bytes;
}

Hash chain_hash(Hasher& hasher, const Hash& previous, const StoredRecord& record) {
  std::array<std::uint8_t, 5 * sizeof(Hash)> joined;
  auto next = std::copy(previous.begin(), previous.end(), joined.begin());
  for (const Bytes* part : {&record.stamp, &record.body, &record.facts, &record.outcome}) {
    const Hash hash = hasher.of(*part);
    next = std::copy(hash.begin(), hash.end(), next);
  }
  return hasher.of(joined);
}

}  // namespace setia::engine
