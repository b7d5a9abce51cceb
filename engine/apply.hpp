// The function: apply(Versions, State, Event, Cases) -> Outcome. A quote is apply without take.
#pragma once

#include "engine/event.hpp"
#include "engine/history.hpp"
#include "engine/outcome.hpp"
#include "engine/state.hpp"
#include "engine/trace.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

class Scratch;

// Judges `event` and books what fell due for its member before it [T3]. `cases`: as find_cases() finds them. Numbers postings from state.postings + 1.
void apply(const Versions& versions, const State& state, const Event& event, Cases cases, Scratch& scratch, Outcome& out, Trace* trace);

// Adds to `out` what fell due for one member up to and including `until_second` (program day and minute `until`): releases
// and expiry. `out` is not cleared, so that one time record books many members.
void apply_due(const Versions& versions, const State& state, MemberIndex member, std::int64_t until_second, CivilTime until, Outcome& out);

// What fell due, up to and including an instant, for the members of a range of joining sequences: what a `time` record books.
void apply_time(const Versions& versions, const State& state, std::uint32_t first_joining, std::uint32_t last_joining,
                std::int64_t until_second, CivilTime until, Outcome& out);

// What forgetting a member changes: every personal field of every version is cleared.
void apply_forget(const Versions& versions, MemberIndex member, Outcome& out);

// Takes an outcome into the state. `sequence` is its record's.
void take(const Versions& versions, const Outcome& outcome, Sequence sequence, std::int64_t instant_second, CivilTime program,
          State& state);

}  // namespace setia::engine
