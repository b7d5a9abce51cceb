// Lists of members, from the names that a program's folder holds to the random ids that a ledger knows.
#pragma once

#include "adapters/keys.hpp"
#include "rules/program_text.hpp"

namespace setia::adapters {

// For adopting: who is listed and unknown is given an id; commit the keys before a record holds it.
engine::Result<rules::ProgramText> with_member_ids(rules::ProgramText text, Keys& keys, Random& random);

// For comparing with what was adopted: who is unknown keeps the name, and so differs.
engine::Result<rules::ProgramText> with_known_member_ids(rules::ProgramText text, Keys& keys);

}  // namespace setia::adapters
