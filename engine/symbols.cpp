#include "engine/symbols.hpp"

namespace setia::engine {

Symbols::Symbols() {
  texts_.emplace_back();
  ids_.emplace(texts_.back(), SymbolId{});
}

SymbolId Symbols::intern(std::string_view text) {
  if (const auto known = ids_.find(text); known != ids_.end()) return known->second;
  const SymbolId id{texts_.size()};
  texts_.emplace_back(text);
  ids_.emplace(texts_.back(), id);
  return id;
}

SymbolId Symbols::find(std::string_view text) const {
  const auto known = ids_.find(text);
  return known == ids_.end() ? SymbolId{} : known->second;
}

}  // namespace setia::engine
