// What a member has: by unit, as of the ledger's clock or of the end of a day.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/ledger.hpp"
#include "adapters/level_standings.hpp"

namespace setia::adapters {

struct UnitBalance {
  std::string unit;
  engine::Wide available_micro = 0, pending_micro = 0, held_micro = 0;
  std::optional<engine::Wide> household_micro;         // what the household can spend together; empty where it shares nothing
  std::map<engine::Day, engine::Wide> expiries_micro;  // by last valid day: what is gone the day after
  const engine::Unit* declared = nullptr;              // by the youngest version that has it; lives as long as the ledger's versions
};
struct Balance {
  std::string at;                  // an instant, or a day
  std::vector<UnitBalance> units;  // by name
  std::vector<LevelStanding> levels;  // as of now; empty of an earlier day
};

// `at`: the end of that day in the program's zone; empty: the ledger's clock. Of a day before the clock the balances are
// added up from the postings that were effective by then, and expiries are left out: they may have moved since.
// Lets time pass in memory: nothing can be appended afterwards.
engine::Result<Balance> balance_of(Ledger& ledger, engine::MemberIndex member, std::optional<engine::Day> at);

}  // namespace setia::adapters
