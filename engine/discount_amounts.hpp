// What a discount takes off the pieces it means, rounded as the program says.
#pragma once

#include "engine/discount_parts.hpp"

namespace setia::engine {

struct AmountsOff {
  std::vector<std::int64_t> minor;     // beside the parts; never more than a line has left
  bool no_row = false;                 // no row of its table fits any of them
};
AmountsOff amounts_off(const Discount& discount, const std::vector<Part>& parts, const std::vector<OpenLine>& lines, SlotReader& reader);

// Shares `total` over the parts in proportion to what they come to, by largest remainder.
void share_off(std::int64_t total, const std::vector<Part>& parts, std::vector<std::int64_t>& minor);

}  // namespace setia::engine
