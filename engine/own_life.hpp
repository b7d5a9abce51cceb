// Lots that live as the rule that gave them says, where the unit's own lines cannot tell: they are not kept by what keeps others,
// or not moved by what moves others [U1].
#pragma once

#include "engine/outcome.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// Notes the lot that a rule's posting opens, where its rule says so.
void note_own_life(const Versions& versions, const Posting& given, MemberState& member);

// Null when the unit's lines hold.
const OwnLife* find_own_life(const MemberState& member, LotNumber lot);

// Of lots that are no more.
void forget_own_lives(MemberState& member);

// A rule's lines of expiry replace those of the unit.
bool says_expiry(const Life& life);
bool counts_from_last(const Life& life);

}  // namespace setia::engine
