#include "adapters/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace setia::adapters {
namespace {

using engine::Failure;
using engine::Reason;
using engine::Result;

Failure held(const std::string& ledger_path, int descriptor) {
  char process[16] = {};
  const bool known = ::pread(descriptor, process, sizeof process - 1, 0) > 0;
  const std::string who = known ? " (process " + std::string(process) + ")" : "";
  return {Reason::kLocked, ledger_path + " is being written by another setia" + who + ".",
          "Wait until it has ended and run the command again."};
}

}  // namespace

Result<Lock> Lock::take(const std::string& ledger_path) {
  const std::string path = ledger_path + ".lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return Failure{errno == ENOSPC ? Reason::kFull : Reason::kFailed,
                   path + " cannot be opened: " + std::strerror(errno) + std::string("."),
                   "Check that the folder is there and may be written."};
  }
  Lock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return held(ledger_path, descriptor);
  const std::string process = std::to_string(::getpid());
  // Who holds the lock is only told, never relied upon: a full disk must not keep a ledger from being opened.
  if (::ftruncate(descriptor, 0) == 0 && ::pwrite(descriptor, process.data(), process.size(), 0) < 0) errno = 0;
  return lock;
}

Lock::~Lock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock& Lock::operator=(Lock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace setia::adapters
