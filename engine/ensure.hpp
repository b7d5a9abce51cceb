// ENSURE states what can only be false when we are wrong. It is on in release: a wrong ledger is worse than a stop, and
// replay makes the failure reproducible.
#pragma once

namespace setia::engine {

[[noreturn]] void ensure_failed(const char* condition, const char* file, int line);

}  // namespace setia::engine

#define ENSURE(condition) \
  ((condition) ? static_cast<void>(0) : ::setia::engine::ensure_failed(#condition, __FILE__, __LINE__))
