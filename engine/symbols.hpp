// Interned texts of one process: categories, stores, skus … become small numbers once, at the door.
//
// Numbers are never stored and their order never decides anything, so two processes may number differently.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

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
  struct Cell {
    std::uint32_t mark = 0;    // the upper half of the text's hash
    std::uint32_t symbol = 0;  // 0: free
  };
  // The cell of the text, or the free one where it would stand.
  std::size_t cell_of(std::string_view text, std::uint64_t hash) const;
  void widen();

  std::deque<std::string> texts_;  // so that views of texts stay
  std::vector<Cell> cells_;        // a power of two of them, at most half taken; looked up, never iterated
};

}  // namespace setia::engine
