// An index into one table cannot be used with another.
#include "engine/program.hpp"

bool names(const setia::engine::Give& give, setia::engine::RuleId rule) {
#ifdef MISUSE
  return give.unit == rule;
#else
  return give.from.front() == rule;
#endif
}
