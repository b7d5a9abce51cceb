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

// What the program's discounts take off a purchase as it is asked about: amounts as listed, nothing reported [D1]. A quote is this, then
// take_off(), then apply without take.
struct DiscountQuote;  // engine/discount_quote.hpp
void apply_discounts(const Versions& versions, const State& state, const Event& event, Scratch& scratch, DiscountQuote& out);

// Joining sequences, both included.
struct JoiningRange {
  std::uint32_t first = 0, last = 0;
};

// What a `time` record books for members: all that is their own up to and including `until`; and where `until` names a
// single step, what that step of that instant starts for everybody. What a clock started is added to
// `trace`, which may be null.
void apply_time(const Versions& versions, const State& state, JoiningRange members, const Passed& until, Scratch& scratch, Outcome& out,
                Trace* trace);

// What forgetting a member changes: every personal field of every version is cleared.
void apply_forget(const Versions& versions, MemberIndex member, Outcome& out);

// How far time passes with an event.
inline Passed passed_with(const Stamp& stamp) { return {{stamp.instant_second, stamp.program}, DueStep::kAll}; }

// Takes an outcome into the state. `sequence` is its record's; `passed` is how far time has passed with it, for the ledger and
// the members it lists: kBefore where a record says something about the ledger and lets no time pass.
void take(const Versions& versions, const Outcome& outcome, Sequence sequence, const Passed& passed, State& state);

}  // namespace setia::engine
