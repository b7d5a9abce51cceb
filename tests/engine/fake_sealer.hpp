// A sealer for tests: XOR with bytes that depend on member, sequence, part and field, and a list of whom it forgot.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/ports.hpp"

namespace setia::engine {

class FakeSealer : public Sealer {
 public:
  bool knows(const MemberId& member) const override { return std::find(forgotten.begin(), forgotten.end(), member) == forgotten.end(); }

  Bytes seal(const MemberId& member, Sequence sequence, std::uint8_t part, std::string_view field, std::span<const std::uint8_t> plain) override {
    Bytes sealed = mixed(member, sequence, part, field, plain);
    sealed.push_back(kMark);
    return sealed;
  }

  Result<Bytes> open(const MemberId& member, Sequence sequence, std::uint8_t part, std::string_view field, std::span<const std::uint8_t> sealed) override {
    if (!knows(member)) return Failure{Reason::kNotFound, "The member was forgotten.", ""};
    if (sealed.empty() || sealed.back() != kMark) return Failure{Reason::kDiffers, "The seal is broken.", ""};
    return mixed(member, sequence, part, field, sealed.first(sealed.size() - 1));
  }

  std::vector<MemberId> forgotten;

 private:
  static constexpr std::uint8_t kMark = 0x5A;

  static Bytes mixed(const MemberId& member, Sequence sequence, std::uint8_t part, std::string_view field, std::span<const std::uint8_t> in) {
    std::size_t seed = member[0] + sequence * 7U + part * 31U;
    for (const char character : field) seed = seed * 33 + static_cast<unsigned char>(character);
    Bytes out;
    for (const std::uint8_t byte : in) out.push_back(static_cast<std::uint8_t>(byte ^ static_cast<std::uint8_t>(seed++ * 37 + 11)));
    return out;
  }
};

}  // namespace setia::engine
