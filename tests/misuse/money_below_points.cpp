// Money and points cannot be compared.
#include "engine/state.hpp"

bool covers(const setia::engine::Holding& holding, const setia::engine::Line& line) {
#ifdef MISUSE
  return holding.available_micro >= line.amount_minor;
#else
  return holding.available_micro >= holding.held_micro && line.amount_minor >= line.tax_minor;
#endif
}
