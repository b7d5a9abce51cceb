// A raw integer is no member: one could come from anywhere.
#include "engine/state.hpp"

setia::engine::MemberIndex chosen() {
#ifdef MISUSE
  return 1U;
#else
  return setia::engine::MemberIndex{1};
#endif
}
