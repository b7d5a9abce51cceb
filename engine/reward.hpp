// What a member can get: what `reward` and `rewards for` compile to. A voucher of it is a unit of its own.
//
// Scales as in engine/program.hpp. The order of the program's rewards is that of their names.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/civil.hpp"
#include "engine/clauses.hpp"
#include "engine/ids.hpp"
#include "engine/pay_with.hpp"

namespace setia::engine {

// What one voucher costs on these days, in millionths of each unit.
struct Price {
  DayRange days;
  std::vector<std::pair<UnitId, std::int64_t>> amounts;
};

struct Reward {
  std::string name;
  UnitId voucher;
  std::vector<Price> prices;             // by first day: the last one that holds the day; none: not bought, or as below
  std::optional<UnitId> quoted_in;       // the request names the price
  std::optional<UnitId> tabled_in;       // the price stands in column 0 …
  std::optional<TableId> table;          // … of this table
  bool automatic = false;                // bought as soon as the balance holds its price
  bool members_can_give = false;         // handed on to other members
  std::vector<Check> checks;             // who may get it, and when …
  std::vector<Check> referrer_checks;    // … the same of who referred the member, where a rule gives it to them
  CivilTime from{kAlways, 0}, until{kNever, 1439};
  std::vector<LimitId> limits;           // of getting it, on its voucher
  std::int64_t per_receipt = INT64_MAX;  // how many one receipt may use
  ComesBack comes_back = ComesBack::kWhole;
};

}  // namespace setia::engine
