// The hash chain of a ledger: hash = SHA-256(previous · H(stamp) · H(body as stored) · H(facts) · H(outcome)), where the
// first `previous` is H(header).
#pragma once

#include <memory>
#include <span>

#include "engine/ids.hpp"
#include "engine/ports.hpp"

namespace setia::engine {

// SHA-256 with its digest fetched once and its context kept.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;

  Hash of(std::span<const std::uint8_t> bytes);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

inline constexpr std::uint16_t kRecordVersion = 1;
inline constexpr std::uint32_t kSemantics = 1;  // changes when the meaning of programs does

struct LedgerHeader {
  std::uint16_t record_version = kRecordVersion;
  std::array<std::uint8_t, 16> ledger_id{};
};
Bytes encode_header(const LedgerHeader& header);

// The hash of `record` after `previous`; its own `hash` is not read.
Hash chain_hash(Hasher& hasher, const Hash& previous, const StoredRecord& record);

}  // namespace setia::engine
