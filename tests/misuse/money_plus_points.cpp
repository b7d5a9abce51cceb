// Money and points meet only at a rate.
#include "engine/outcome.hpp"

std::int64_t worth(const setia::engine::Line& line, const setia::engine::Posting& posting) {
#ifdef MISUSE
  return line.amount_minor + posting.amount_micro;
#else
  return line.amount_minor + line.tax_minor + std::int64_t{posting.amount_micro} / 10'000;
#endif
}
