// What the engine needs of the world, as interfaces that adapters/ implements and tests replace.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/civil.hpp"
#include "engine/ids.hpp"
#include "engine/offsets.hpp"
#include "engine/result.hpp"

namespace setia::engine {

using Bytes = std::vector<std::uint8_t>;

// Seals what is personal under the key of one member. Deterministic: the nonce comes from sequence, part and field.
class Sealer {
 public:
  virtual ~Sealer() = default;
  // False once the member was forgotten.
  virtual bool knows(const MemberId& member) const = 0;
  virtual Bytes seal(const MemberId& member, Sequence sequence, std::uint8_t part, std::string_view field, std::span<const std::uint8_t> plain) = 0;
  // kNotFound when the member was forgotten.
  virtual Result<Bytes> open(const MemberId& member, Sequence sequence, std::uint8_t part, std::string_view field, std::span<const std::uint8_t> sealed) = 0;
};

// Civil time <-> instants in named zones [T1]: a local time that comes twice is the first, one that does not exist moves
// forward.
class Zones {
 public:
  virtual ~Zones() = default;
  virtual bool known(std::string_view zone) const = 0;
  virtual CivilTime local(std::string_view zone, std::int64_t second) const = 0;
  virtual std::int64_t instant(std::string_view zone, CivilTime civil, int second_of_minute) const = 0;
  virtual std::int32_t offset_seconds(std::string_view zone, std::int64_t second) const = 0;
  // Over all years that a ledger sees. A zone of this default never changes its distance.
  virtual Offsets offsets(std::string_view zone) const { return {{0, offset_seconds(zone, 0)}}; }
};

// One record as the store keeps it.
struct StoredRecord {
  Sequence sequence = 0;
  Bytes stamp, body, facts, outcome;
  Hash hash{};
};

}  // namespace setia::engine
