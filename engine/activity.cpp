#include "engine/activity.hpp"

#include "engine/filters.hpp"

namespace setia::engine {

SymbolId activity_of(const Event& event) {
  static const std::string kName = "activity";
  if (event.kind != EventKind::kActivity) return SymbolId{};
  const Value* const name = find_field(event.more, kName);
  return name == nullptr ? SymbolId{} : name->symbol;
}

}  // namespace setia::engine
