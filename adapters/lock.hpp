// LEDGER.lock: one writing process at a time.
//
// The lock is the system's (flock), so it goes with the process however that ends; the file stays and holds the number of
// the process that had it last.
#pragma once

#include <string>

#include "engine/result.hpp"

namespace setia::adapters {

class Lock {
 public:
  // kLocked when another process has it.
  static engine::Result<Lock> take(const std::string& ledger_path);

  ~Lock();
  Lock(Lock&& other) noexcept;
  Lock& operator=(Lock&& other) noexcept;

 private:
  explicit Lock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace setia::adapters
