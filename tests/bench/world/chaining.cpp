#include "tests/bench/world/chaining.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "engine/chain.hpp"

namespace setia::bench {
namespace {

using engine::Hash;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 5;

// As large as those of the reference workload.
engine::StoredRecord typical_record() {
  engine::StoredRecord record;
  record.stamp.assign(110, 1);
  record.body.assign(260, 2);
  record.facts.assign(60, 3);
  record.outcome.assign(330, 4);
  return record;
}

class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new()), sha256_(EVP_MD_fetch(nullptr, "SHA256", nullptr)) {}
  ~Digest() {
    EVP_MD_CTX_free(context_);
    EVP_MD_free(sha256_);
  }
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void of(const void* bytes, std::size_t size, std::uint8_t* out) {
    EVP_DigestInit_ex2(context_, sha256_, nullptr);
    EVP_DigestUpdate(context_, bytes, size);
    EVP_DigestFinal_ex(context_, out, nullptr);
  }

 private:
  EVP_MD_CTX* context_;
  EVP_MD* sha256_;
};

template <class Do>
double nanoseconds_each(std::size_t records, Do act) {
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    const Clock::time_point begin = Clock::now();
    for (std::size_t i = 0; i < records; ++i) act();
    const auto took = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count();
    const double each = static_cast<double>(took) / static_cast<double>(records);
    best = round == 0 ? each : std::min(best, each);
  }
  return best;
}

}  // namespace

int time_chaining(std::size_t records) {
  const engine::StoredRecord record = typical_record();
  engine::Hasher hasher;
  Hash head{};
  const double chained = nanoseconds_each(records, [&] { head = engine::chain_hash(hasher, head, record); });
  Digest digest;
  std::array<std::uint8_t, 5 * 32> joined{};
  const double raw = nanoseconds_each(records, [&] {
    const engine::Bytes* parts[] = {&record.stamp, &record.body, &record.facts, &record.outcome};
    for (std::size_t i = 0; i < 4; ++i) digest.of(parts[i]->data(), parts[i]->size(), joined.data() + 32 * (i + 1));
    digest.of(joined.data(), joined.size(), joined.data());
  });
  std::printf("chained %.1f raw %.1f\n", chained, raw);
  return 0;
}

}  // namespace setia::bench
