// Interned texts of one process: categories, stores, skus … become small numbers once, at the door.
//
// Numbers are never stored and their order never decides anything, so two processes may number differently.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/ids.hpp"

namespace setia::engine {

class Symbols {
 public:
  Symbols();

  SymbolId intern(std::string_view text);       // "" is SymbolId{0}
  SymbolId find(std::string_view text) const;   // SymbolId{0} when never interned
  std::string_view text(SymbolId id) const { return texts_[id.index()]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;                            // stable addresses for the keys below
  std::unordered_map<std::string_view, SymbolId> ids_;       // looked up, never iterated
};

}  // namespace setia::engine
