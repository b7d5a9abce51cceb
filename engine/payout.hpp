// What rules give on an event, exactly and before any limit on amounts: one function per phase of [J1].
#pragma once

#include "engine/index.hpp"
#include "engine/program.hpp"
#include "engine/slot_reader.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {

// Caps on spend and on items cut the base of every matched rule: its own, then shared ones by largest remainder of what
// the rules want [J5].
void cut_bases(SlotReader& reader);

// Appends portions to `scratch.portions`.
void give_bases(const Index& index, SlotReader& reader);     // `per …`, percent, tables; flat gives where multipliers reach them
void give_derived(SlotReader& reader);                       // rates on what other rules' base gives come to [J3]
void give_extras(SlotReader& reader);                        // multipliers [J2]
void give_flats(SlotReader& reader);

}  // namespace setia::engine
