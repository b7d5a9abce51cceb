// What a ledger came to: by rule and unit, by unit, and by month. Read from its records, so that going on with a ledger, or
// starting again after a crash, prints what one run would have printed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "adapters/door.hpp"
#include "adapters/ledger.hpp"

namespace setia::adapters {

struct RuleFigures {
  std::uint64_t times = 0;         // records in which the rule gave something
  engine::Wide given_micro = 0, taken_back_micro = 0, cut_micro = 0;  // of discounts: what receipts report, and what returns freed of it
};
struct UnitFigures {
  engine::Wide issued_micro = 0;   // given, less what was taken back
  engine::Wide spent_micro = 0, expired_micro = 0, forfeited_micro = 0;
  engine::Wide adjusted_micro = 0, written_off_micro = 0;  // for members; less than zero where more was taken by hand
  // issued - spent - expired - forfeited + adjusted + written off
  engine::Wide outstanding_micro = 0;  // with members: available, pending and held
};
struct MonthFigures {
  engine::Wide issued_micro = 0, spent_micro = 0, expired_micro = 0;
};

// Keys are names; months are "2027-01", of the program's zone.
struct Summary {
  std::map<std::pair<std::string, std::string>, RuleFigures> rules;   // rule, unit
  std::map<std::string, UnitFigures> units;
  std::map<std::pair<std::string, std::string>, MonthFigures> months; // month, unit
  std::map<std::pair<std::string, std::string>, std::uint64_t> levels;  // ladder, level: members who hold it
  std::map<std::pair<std::string, std::string>, engine::Wide> partners;  // partner, unit: millionths that they bear
  std::uint64_t members = 0;       // joined
  std::optional<engine::Day> due_by;  // where something fell due up to this day that is not booked yet
};

engine::Result<Summary> summarize(Ledger& ledger);

std::string summary_text(const Summary& summary, const DoorCounts& counts);
std::string summary_json(const Summary& summary, const DoorCounts& counts);

}  // namespace setia::adapters
