// What one change does to the state of its member: the same whether it is taken or foreseen.
#pragma once

#include "engine/outcome.hpp"
#include "engine/state.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// Sets a field of a member, in the order of keys.
void take_field(std::uint32_t key, std::int64_t value, MemberState& member);

// Adds what is used of a limit.
void take_use(const Versions& versions, const Change& change, std::vector<Usage>& usage);

// Every change of a member but naming and joining. `second` is the instant of the record.
void take_change(const Versions& versions, const Change& change, std::int64_t second, MemberState& member);

}  // namespace setia::engine
