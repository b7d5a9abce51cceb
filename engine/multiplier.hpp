// A rule that multiplies, while one event is judged [J2].
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/program.hpp"

namespace setia::engine {

struct RuleWork;
class SlotReader;

// A sum of exact fractions in lowest terms.
struct Fraction {
  Wide num = 0, den = 1;

  void add(Wide numerator, Wide denominator);
  // Takes the whole part away.
  Wide take_whole();
};

struct Multiplier {
  const RuleWork* work = nullptr;
  std::uint16_t number = 0;
  const Give* give = nullptr;
  bool by_line = false;       // lines may fare differently
  bool each_line = false;     // its rule is rounded, limited or compared line by line
  bool plain = false;         // one factor for all lines that it names, and all of what they hold
  // What was lost below a numerator of the unit so far, less than one: it goes with the next posting, so that the lines of a
  // base add up to what the base as a whole would have had.
  Fraction carried{0, 1};
  // Of the base at hand: how much of it is added, on which line (-1: on the event as a whole).
  std::vector<std::pair<std::int32_t, Fraction>> extras;

  Fraction& extra_on(std::int32_t line) {
    const std::int32_t wanted = each_line ? line : -1;
    for (auto& [known, extra] : extras) {
      if (known == wanted) return extra;
    }
    return extras.emplace_back(wanted, Fraction{}).second;
  }
};

// The factor in the column of the level that the member holds, or reaches with this event.
Ratio factor_of_level(const Give& give, const Rule& rule, SlotReader& reader);

}  // namespace setia::engine
