#include "engine/codec.hpp"

#include <algorithm>
#include <limits>

namespace setia::engine {
namespace {

__extension__ using UnsignedWide = unsigned __int128;

std::int64_t unzigzag(std::uint64_t value) { return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1)); }

}  // namespace

void Writer::wide(Wide value) {
  UnsignedWide rest = (static_cast<UnsignedWide>(value) << 1) ^ static_cast<UnsignedWide>(value >> 127);
  for (; rest >= 0x80; rest >>= 7) out_.push_back(static_cast<std::uint8_t>(rest | 0x80));
  out_.push_back(static_cast<std::uint8_t>(rest));
}

void Writer::text(std::string_view value) {
  number(value.size());
  const auto* first = reinterpret_cast<const std::uint8_t*>(value.data());
  out_.insert(out_.end(), first, first + value.size());
}

void Writer::bytes(std::span<const std::uint8_t> value) {
  number(value.size());
  raw(value);
}

void Writer::raw(std::span<const std::uint8_t> value) { out_.insert(out_.end(), value.begin(), value.end()); }

void Reader::fail(std::string_view what) {
  if (failure_.empty()) failure_ = what;
  next_ = in_.size();
}

std::span<const std::uint8_t> Reader::take(std::uint64_t count) {
  if (count > in_.size() - next_) {
    fail("it ends too early");
    return {};
  }
  const auto taken = in_.subspan(next_, static_cast<std::size_t>(count));
  next_ += static_cast<std::size_t>(count);
  return taken;
}

std::uint8_t Reader::byte() {
  const auto one = take(1);
  return one.empty() ? std::uint8_t{0} : one[0];
}

std::uint8_t Reader::byte_up_to(std::uint8_t most) {
  const std::uint8_t value = byte();
  if (value <= most) return value;
  fail("a byte is larger than any that has a meaning there");
  return 0;
}

std::uint64_t Reader::long_number() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (next_ == in_.size()) {
      fail("it ends too early");
      return 0;
    }
    const std::uint8_t one = in_[next_++];
    const std::uint64_t bits = one & 0x7F;
    const bool overlong = one == 0 && shift > 0;
    if (overlong || (bits << shift) >> shift != bits) break;
    value |= bits << shift;
    if (one < 0x80) return value;
  }
  fail("a number is too large or not in its fewest bytes");
  return 0;
}

std::uint32_t Reader::number32() {
  const std::uint64_t value = number();
  if (value <= std::numeric_limits<std::uint32_t>::max()) return static_cast<std::uint32_t>(value);
  fail("a number is too large");
  return 0;
}

std::int64_t Reader::integer() { return unzigzag(number()); }

std::int32_t Reader::integer32() {
  const std::int64_t value = integer();
  if (value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max())
    return static_cast<std::int32_t>(value);
  fail("a number is too large");
  return 0;
}

Wide Reader::wide() {
  UnsignedWide value = 0;
  for (int shift = 0; shift < 128; shift += 7) {
    const auto one = take(1);
    if (one.empty()) return 0;
    const UnsignedWide bits = one[0] & 0x7F;
    const bool overlong = one[0] == 0 && shift > 0;
    if (overlong || (bits << shift) >> shift != bits) break;
    value |= bits << shift;
    if (one[0] < 0x80) return static_cast<Wide>((value >> 1) ^ (~(value & 1) + 1));
  }
  fail("a number is too large or not in its fewest bytes");
  return 0;
}

std::string_view Reader::text() {
  const auto content = bytes();
  return {reinterpret_cast<const char*>(content.data()), content.size()};
}

std::span<const std::uint8_t> Reader::bytes() { return take(number()); }

MemberId Reader::member_id() {
  MemberId id{};
  const auto bytes = take(id.size());
  std::copy(bytes.begin(), bytes.end(), id.begin());
  return id;
}

Hash Reader::hash() {
  Hash hash{};
  const auto bytes = take(hash.size());
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::size_t Reader::count(std::size_t entry_bytes) {
  const std::uint64_t entries = number();
  const std::size_t left = in_.size() - next_;
  if (entries <= left && entries * entry_bytes <= left) return static_cast<std::size_t>(entries);
  fail("it counts more entries than it has bytes for");
  return 0;
}

Status Reader::finish(std::string_view place) const {
  if (!failure_.empty()) return Failure{Reason::kUnreadable, std::string(place) + " cannot be read: " + failure_ + ".", ""};
  if (next_ != in_.size()) return Failure{Reason::kUnreadable, std::string(place) + " has bytes left over at its end.", ""};
  return Done{};
}

}  // namespace setia::engine
