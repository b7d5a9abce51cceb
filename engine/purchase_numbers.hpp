// Numbers of a member's kept receipts: a new one takes the smallest that none holds, so nobody is first twice [R3].
#pragma once

#include "engine/state.hpp"

namespace setia::engine {

std::int64_t next_purchase_number(const MemberState& member);
void hold_purchase_number(MemberState& member, std::int64_t number);
void free_purchase_number(MemberState& member, std::int64_t number);

}  // namespace setia::engine
