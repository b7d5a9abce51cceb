// Another program over the same journal: what it would have given, and to whom more or less.
//
// Every event is judged anew, in the journal's order; nothing is written. Events of forgotten members cannot be judged again
// and are left out on both sides.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/ledger.hpp"

namespace setia::adapters {

struct WasWould {
  engine::Wide was_micro = 0, would_micro = 0;
  engine::Wide difference() const { return would_micro - was_micro; }
};
struct MemberChange {
  std::string member, unit;
  WasWould amounts;
};
struct UnitChange {
  WasWould amounts;
  std::uint64_t more = 0, less = 0, same = 0;    // members
  std::optional<std::int64_t> worth;             // millionths of a minor unit for one unit, as the other program says
  std::vector<MemberChange> winners, losers;     // the largest differences first
};
struct WhatIf {
  std::uint64_t events = 0;
  std::uint64_t refused = 0;                     // by the other program
  std::uint64_t forgotten = 0;                   // events that cannot be judged again
  engine::DayRange days;                         // of the postings that are counted, in the program's zone
  std::map<std::pair<std::string, std::string>, WasWould> rules;   // rule, unit
  std::map<std::string, UnitChange> units;
  std::map<std::pair<std::string, std::string>, WasWould> months;  // "2027-01", unit
  std::string currency;
  int currency_decimals = 2;
};

// From when the other program is in force, and which days are counted; kAlways and kNever: all.
struct WhatIfDays {
  engine::Day from = engine::kAlways;
  engine::Day until = engine::kNever;
};

engine::Result<WhatIf> what_if(Ledger& ledger, const rules::ProgramText& other, WhatIfDays days, const OnProgress& progress);

std::string what_if_text(const WhatIf& result);
std::string what_if_json(const WhatIf& result);

}  // namespace setia::adapters
