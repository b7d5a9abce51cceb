// What booking reuses from event to event, so that a steady state allocates nothing.
#pragma once

#include "engine/judge.hpp"
#include "engine/state.hpp"

namespace setia::engine {

struct BookingRoom {
  Judgement judgement;
  MemberState member;  // the event's member, where it changes before the event is judged
};

}  // namespace setia::engine
