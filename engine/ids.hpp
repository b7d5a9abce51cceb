// Strong ids: an index into one table cannot be used with another, and a raw integer is no id.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>

namespace setia::engine {

template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}
  constexpr std::size_t index() const { return value; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using SymbolId = Id<struct SymbolTag>;    // an interned text; 0 is "absent"
using UnitId = Id<struct UnitTag>;        // into Program::units
using RuleId = Id<struct RuleTag>;        // into Program::rules
using LimitId = Id<struct LimitTag>;      // into Program::limits
using StackId = Id<struct StackTag>;
using SlotId = Id<struct SlotTag>;        // into Program::slots
using FilterId = Id<struct FilterTag>;    // into Program::filters; 0 is every line
using MetricId = Id<struct MetricTag>;    // into Program::metrics
using LadderId = Id<struct LadderTag>;    // into Program::ladders
using ReferralId = Id<struct ReferralTag>;
using CounterId = Id<struct CounterTag>;
using TableId = Id<struct TableTag>;
using FieldId = Id<struct FieldTag>;      // into Program::fields
using SetId = Id<struct SetTag>;          // into Program::sets
using MemberIndex = Id<struct MemberTag>; // into State::members; 0 is "nobody"
using VersionOrdinal = Id<struct VersionTag>;  // 0 is the first version that a ledger adopted

using Sequence = std::uint64_t;       // 1, 2, … over the records of a ledger; 0 is none
using PostingNumber = std::uint64_t;  // 1, 2, … over the postings of a ledger; 0 is none
using LotNumber = PostingNumber;      // the posting that first gave the lot; 0 is debt or no lot

using Hash = std::array<std::uint8_t, 32>;
using MemberId = std::array<std::uint8_t, 16>;  // random, drawn at the door; never shown, never a tie-breaker
// A member id is random: any eight bytes of it are as good as a hash.
struct MemberIdHash {
  std::size_t operator()(const MemberId& id) const {
    std::size_t value = 0;
    std::memcpy(&value, id.data(), sizeof value);
    return value;
  }
};

}  // namespace setia::engine
