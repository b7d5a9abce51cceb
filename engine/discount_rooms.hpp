// Limits while discounts take one after the other: what an earlier one used, a later one does not find [J5].
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/discount_parts.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

class DiscountRooms {
 public:
  // A limit on times that leaves none; pieces and spend that limits leave are kept, and the limit that cut them is named in `cut_by`.
  std::optional<LimitId> cut_parts(std::span<const LimitId> limits, SlotReader& reader, std::vector<Part>& parts, std::optional<LimitId>& cut_by);
  // Amounts beside the parts, within limits on money: by line first, then their sum, of which the smallest is named.
  void cut_amounts(std::span<const LimitId> limits, bool all_or_nothing, SlotReader& reader, const std::vector<Part>& parts, std::vector<std::int64_t>& minor,
                   std::optional<LimitId>& cut_by);
  void use(std::span<const LimitId> limits, SlotReader& reader, const std::vector<Part>& parts, const std::vector<std::int64_t>& minor);

  // Money in millionths of a minor unit, spend in minor units, pieces in millionths.
  Wide left(LimitId id, SlotReader& reader) { return room(id, reader); }

 private:
  Wide& room(LimitId id, SlotReader& reader);

  std::vector<std::pair<LimitId, Wide>> rooms_;  // money in millionths of a minor unit
};

}  // namespace setia::engine
