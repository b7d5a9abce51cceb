// Which pieces of a basket a discount is taken off, and what they come to as it stands.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/discount.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

// What is left of a line while one discount acts after the other.
struct OpenLine {
  std::int64_t left_minor = 0;
  std::int64_t open_micro = 0;         // pieces that no discount has made free
};

// Minor units, exactly.
struct ExactMinor {
  Wide num = 0;
  Wide den = 1;
};

struct Part {
  std::size_t line = 0;
  std::int64_t pieces_micro = 0;
  ExactMinor worth;                      // what these pieces come to now
};

// In line order, but for free pieces: the cheapest first. `lost`: lines that the rule gave up in a stack; empty: none.
std::vector<Part> parts_of(const Discount& discount, const std::vector<OpenLine>& lines, const std::vector<char>& lost, SlotReader& reader);

// Keeps so many pieces, or so much of what they come to, in their order.
void keep_pieces(std::vector<Part>& parts, Wide most_micro);
void keep_worth(std::vector<Part>& parts, Wide most_minor);

}  // namespace setia::engine
