// What the world may refuse must be looked at.
#include "engine/result.hpp"

setia::engine::Status commit();

bool committed() {
#ifdef MISUSE
  commit();
  return true;
#else
  return commit().ok();
#endif
}
