// What partners bear of what rules give.
#pragma once

#include "engine/outcome.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

bool has_partners(const Program& program);

// Adds to what is booked the shares of partners: from them to what is issued where a rule gives, and back where it takes. What could not
// be taken from a member, and is written off, was spent: partners bear their part of it.
void add_partner_shares(const Versions& versions, PostingNumber next, Outcome& out);

}  // namespace setia::engine
