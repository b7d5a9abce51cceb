// Which rules of a program a clock starts, told apart by who must wait for whom.
//
// What starts for everybody at one instant, and what draws on limits that members share, runs for all in joining order,
// from `time` records (ledger.md, "Time in the journal"). The rest is the member's own and waits for their next record.
#pragma once

#include <vector>

#include "engine/program.hpp"

namespace setia::engine {

struct Timetable {
  std::vector<RuleId> common, own;  // ascending

  bool keeps_while = false;         // some lots live on while something holds
  bool reopens = false;             // the results of some close are not final [R6]
  bool looks_back = false;          // something counts from the last purchase, earning, redemption or activity

  explicit Timetable(const Program& program);
};

// The day differs from member to member: birthdays, anniversaries, cycles of their own, times after joining.
bool starts_by_member(const Program& program, const Rule& rule);

// All that starts it are closes, and what it gave at one is judged again when what it counted changes [R6].
bool is_correctable(const Rule& rule);

}  // namespace setia::engine
