// What limits have used in the windows that hold the ledger's clock, as lines of a dump.
#pragma once

#include <string>
#include <vector>

#include "engine/state.hpp"
#include "engine/symbols.hpp"
#include "engine/versions.hpp"

namespace setia::adapters {

// Of `member`, or of all together where it is nobody, the first of the state's. `scope`: whose it is, as the dump writes it:
// `total`, or `member "M"`.
std::vector<std::string> used_lines(const engine::Versions& versions, const engine::Symbols& symbols, const engine::State& state,
                                    const engine::MemberState& member, const std::string& scope);

}  // namespace setia::adapters
