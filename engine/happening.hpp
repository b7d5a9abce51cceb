// What happens to members, and sets of texts that tell one from another.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/ids.hpp"

namespace setia::engine {

struct SymbolSet {
  std::vector<SymbolId> members;  // ascending, each once; membership only
  friend bool operator==(const SymbolSet&, const SymbolSet&) = default;
};

enum class Feast : std::uint8_t { kBirthday, kJoiningAnniversary };
enum class FeastWhen : std::uint8_t { kToday, kThisWeek, kThisMonth };
enum class Happening : std::uint8_t { kJoining, kPurchase, kEarning, kRedemption, kActivity, kStatusChange };

}  // namespace setia::engine
