// Names of units by their ledger-wide keys, as people say them.
#pragma once

#include <string>
#include <vector>

#include "engine/versions.hpp"

namespace setia::adapters {

// By Unit::key. A unit is called what the youngest version that has it calls it.
inline std::vector<std::string> unit_names(const engine::Versions& versions) {
  std::vector<std::string> names(versions.units().names.size());
  for (std::size_t ordinal = 0; ordinal < versions.size(); ++ordinal) {
    for (const engine::Unit& unit : versions.at(engine::VersionOrdinal{ordinal}).program.units) names[unit.key] = unit.name;
  }
  return names;
}

}  // namespace setia::adapters
