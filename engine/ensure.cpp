#include "engine/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace setia::engine {

void ensure_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "setia: this is our mistake, not yours: %s does not hold (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace setia::engine
