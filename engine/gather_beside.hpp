// What an event adds to measures that other versions read and the version that judges it does not: cells of all adopted
// versions live side by side.
#pragma once

#include "engine/judge.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// `judgement` is the event's under `version`; its accruals are read and its changes added to.
void gather_beside(const Versions& versions, VersionOrdinal version, const State& state, const MemberState& member, const Event& event,
                   Scratch& scratch, Judgement& judgement);

}  // namespace setia::engine
