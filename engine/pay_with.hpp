// How a unit pays for goods [X3]: what `pay with` compiles to.
//
// Scales as in engine/program.hpp. The order of the program's `pay_with` is that of unit, then name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/ids.hpp"

namespace setia::engine {

struct Check;

enum class ComesBack : std::uint8_t { kWhole, kInPart, kNotAtAll };

// `micro` millionths of the unit pay `minor` minor units; with `per`, that much for each one of what its lines hold.
struct PayRate {
  std::int64_t minor = 1, micro = 1'000'000;
  bool per = false;
  FilterId lines;                      // per: of these lines …
  FieldId field;                       // … the numeric field …
  bool built_in_quantity = false;      // … or the built-in quantity
};

struct PayWith {
  std::string name;                    // tells two of one unit apart; may be empty
  SymbolId method;                     // the same, interned: payments name it as their method
  UnitId unit;
  PayRate rate;
  FilterId lines;                      // what may be paid
  std::vector<Check> checks;           // who may, and when
  std::vector<LimitId> limits;
  bool all_or_nothing = false;
  std::int64_t step_micro = 1, step_minor = 1;    // only whole steps of both
  std::int64_t least_micro = 0, least_minor = 0;  // under one of them, none
  ComesBack comes_back = ComesBack::kInPart;
};

}  // namespace setia::engine
