#include "engine/symbols.hpp"

namespace setia::engine {

Symbols::Symbols() { intern(""); }

SymbolId Symbols::intern(std::string_view text) {
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  const SymbolId id{texts_.size()};
  texts_.emplace_back(text);
  ids_.emplace(texts_.back(), id);
  return id;
}

SymbolId Symbols::find(std::string_view text) const {
  const auto found = ids_.find(text);
  return found == ids_.end() ? SymbolId{} : found->second;
}

}  // namespace setia::engine
