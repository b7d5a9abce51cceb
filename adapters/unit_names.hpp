// Units by their ledger-wide keys, as people name them.
#pragma once

#include <string>
#include <vector>

#include "engine/versions.hpp"

namespace setia::adapters {

// By Unit::key, as the youngest version that has a unit declares it.
inline std::vector<const engine::Unit*> units_by_key(const engine::Versions& versions) {
  std::vector<const engine::Unit*> units(versions.units().names.size(), nullptr);
  for (std::size_t ordinal = 0; ordinal < versions.size(); ++ordinal) {
    for (const engine::Unit& unit : versions.at(engine::VersionOrdinal{ordinal}).program.units) units[unit.key] = &unit;
  }
  return units;
}

// Their names.
inline std::vector<std::string> unit_names(const engine::Versions& versions) {
  std::vector<std::string> names;
  for (const engine::Unit* unit : units_by_key(versions)) names.push_back(unit->name);
  return names;
}

}  // namespace setia::adapters
