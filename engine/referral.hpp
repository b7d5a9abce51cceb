// A referral, as a program says it: who may be referred, what the friend must do, and how many friends count [P2].
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/civil.hpp"
#include "engine/clauses.hpp"
#include "engine/ids.hpp"
#include "engine/length.hpp"

namespace setia::engine {

// What friend and referrer may not have in common: a field of members, or the cards that they pay with.
struct SharedField {
  std::string name;
  std::optional<FieldId> field;
  std::optional<MetricId> cards;       // the metric that tells them apart
};

struct Referral {
  std::string name;
  SymbolId symbol;                     // the same, interned: what `through` names
  CivilTime from{kAlways, 0}, until{kNever, 1439};  // when a friend may be referred, both included
  std::vector<Check> steps;            // what the friend must do, in any order; empty: joining is enough
  std::vector<Check> only_when;
  std::vector<SharedField> shares;
  std::optional<Length> invitation;    // how long one is valid; empty: for ever
  std::vector<LimitId> limits;         // how many friends may complete it
  std::uint32_t key = 0;
};

}  // namespace setia::engine
