// One walk over the lines of an event: everything about them that no rule decides.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/filter_marks.hpp"

namespace setia::engine {

struct Basket {
  struct Sums {                        // of lines that are no discounts
    std::int64_t minor = 0;
    std::int64_t pieces_micro = 0;
  };

  std::vector<Marks> lines;            // what each line is; those behind the event's are of others
  Marks some = 0;                      // of any line
  Marks summed = 0;                    // the places whose sums are not zero
  std::array<Sums, kPlaces> sums;      // by place of a filter
  // What a line comes to is what was spent on it: no line is a discount, and nothing was paid with points or a wallet.
  bool plain = false;
  std::int64_t total_minor = 0;        // of all lines with discounts, never below zero
  bool pieces_fit = false;             // all of them together
  bool too_large = false;              // the amounts without their signs do not add up to a number
};

void walk(const Event& event, const FilterMarks& marks, Basket& basket);

}  // namespace setia::engine
