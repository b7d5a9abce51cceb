// Facts and outcomes as canonical bytes. docs/journal-format.md, "Facts" and "Outcome".
#pragma once

#include "engine/body.hpp"
#include "engine/outcome.hpp"

namespace setia::engine {

// Whose record it is, and when: what instants and days are written relative to, and what sealed values are bound to.
struct RecordPlace {
  Sequence sequence = 0;
  std::int64_t instant_second = 0;
  Day program_day = 0;
  std::span<const Naming> named;
};

void write_facts(const Facts& facts, MemberIndex member, const RecordPlace& place, const RecordWorld& world, Bytes& out);
void write_outcome(const Outcome& outcome, const RecordPlace& place, const RecordWorld& world, Bytes& out);

}  // namespace setia::engine
