// Canonical bytes: the only encoding that is hashed, so that each value has exactly one.
//
// Integers are unsigned LEB128 in the fewest bytes; signed ones are zigzag-coded first (0, -1, 1, -2, … become
// 0, 1, 2, 3, …). Texts and byte strings are a length and their bytes. Hashes and member ids are raw. A reader refuses what a
// writer would not write, never reads past its end, and never reserves more than the bytes left could fill.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/ids.hpp"
#include "engine/ports.hpp"
#include "engine/program.hpp"
#include "engine/result.hpp"

namespace setia::engine {

class Writer {
 public:
  explicit Writer(Bytes& out) : out_(out) {}

  void byte(std::uint8_t value) { out_.push_back(value); }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
    byte(static_cast<std::uint8_t>(value));
  }
  void integer(std::int64_t value) { number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63)); }
  void wide(Wide value);
  void text(std::string_view value);
  void bytes(std::span<const std::uint8_t> value);      // with their length
  void raw(std::span<const std::uint8_t> value);        // without

 private:
  Bytes& out_;
};

// After the first failure every read gives zero or nothing, so callers read a whole part and ask once, with `finish`.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> in) : in_(in) {}

  std::uint8_t byte();
  std::uint8_t byte_up_to(std::uint8_t most);           // of an enumeration
  std::uint64_t number() {
    const bool short_one = next_ < in_.size() && in_[next_] < 0x80;
    return short_one ? in_[next_++] : long_number();
  }
  std::uint32_t number32();
  std::int64_t integer();
  std::int32_t integer32();
  Wide wide();
  std::string_view text();
  std::span<const std::uint8_t> bytes();
  MemberId member_id();
  Hash hash();
  // How many entries follow, each of at least `entry_bytes`; fails when they cannot be there.
  std::size_t count(std::size_t entry_bytes);

  bool ok() const { return failure_.empty(); }
  bool at_end() const { return next_ == in_.size(); }
  void fail(std::string_view what);
  // Fails when anything failed or bytes are left over; `place` begins the sentence.
  Status finish(std::string_view place) const;

 private:
  std::span<const std::uint8_t> take(std::uint64_t count);
  std::uint64_t long_number();

  std::span<const std::uint8_t> in_;
  std::size_t next_ = 0;
  std::string failure_;
};

}  // namespace setia::engine
