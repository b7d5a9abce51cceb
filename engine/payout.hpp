// What rules give on an event, exactly and before any limit on amounts: one function per phase of [J1].
#pragma once

#include "engine/cuts.hpp"
#include "engine/index.hpp"
#include "engine/program.hpp"
#include "engine/slot_reader.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {

// Caps on spend and on items cut the base of every matched rule: its own, then shared ones by largest remainder of what
// the rules want [J5].
void cut_bases(const Index& index, SlotReader& reader);

enum class Flats : std::uint8_t { kBases, kOthers };  // those of units whose multipliers reach flat gives, and the rest

// Append portions to the scratch.
void give_bases(const Index& index, SlotReader& reader);   // `per …`, percent, tables; flat gives where multipliers reach them
void give_derived(SlotReader& reader);                     // rates on what other rules' base gives come to [J3]
void give_extras(const Index& index, SlotReader& reader);  // multipliers [J2]
void give_flats(Flats which, SlotReader& reader);

// Adds a cut for every base give that caps on spend or items left less than it wanted, and a hit where they left nothing.
void record_base_cuts(const Index& index, SlotReader& reader, std::vector<Cut>& cuts, std::vector<Hit>& hits);

}  // namespace setia::engine
