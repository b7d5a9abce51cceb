// What booking reuses from event to event, so that a steady state allocates nothing.
#pragma once

#include "engine/event.hpp"
#include "engine/judge.hpp"
#include "engine/state.hpp"

namespace setia::engine {

struct BookingRoom {
  Judgement judgement;
  MemberState member;  // the event's member, where it changes before the event is judged
  Judgement own_judgement;  // of what comes before the event in its record
  Event own_event;
};

}  // namespace setia::engine
