// When rules that a clock starts are due: schedules, closes, birthdays and joining anniversaries [T3].
#pragma once

#include <optional>
#include <vector>

#include "engine/moment.hpp"
#include "engine/state.hpp"
#include "engine/timetable.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// Rules that start together. A close is booked in the minute after its last and sees that last minute, its day whole.
struct ClockDue {
  VersionOrdinal version;
  Moment at;
  DueStep step = DueStep::kScheduled;
  CivilTime seen;              // as rules read it
  std::vector<RuleId> rules;   // ascending; none: levels are reviewed
  Review review = Review::kNone;
};

// The first after `passed` of what is the member's own.
std::optional<ClockDue> next_own_due(const Versions& versions, const MemberState& member, const Passed& passed);

// The first after `passed` of what runs for everybody, in the order of joining; `rules` says who starts for anybody then.
std::optional<ClockDue> next_common_due(const Versions& versions, const State& state, const Passed& passed);

// What of that runs for `member` at exactly that step of that instant.
std::optional<ClockDue> common_due_at(const Versions& versions, const MemberState& member, const Passed& when);

// The first close after `passed` of rules in one list of the timetables, as it comes for the member, that is not final.
std::optional<ClockDue> next_correctable_close(const Versions& versions, const std::vector<RuleId> Timetable::*rules, const MemberState& member,
                                               const Passed& passed);

// What rules read when it is due.
Event clock_event(const ClockDue& due, MemberIndex member);

}  // namespace setia::engine
