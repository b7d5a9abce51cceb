// The ledger is copied before its keys: whoever a record names is then in the copied keys too, and a member in the keys whom
// no record names does no harm.
#include "adapters/backup.hpp"

#include <cstdio>
#include <filesystem>

namespace setia::adapters {
namespace {

namespace fs = std::filesystem;
using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Status;

std::string draft_of(const std::string& path) { return path + ".new"; }

// Drafts that are gone with this object, finished or not.
class Drafts {
 public:
  explicit Drafts(std::string path) : path_(std::move(path)) { remove(); }
  ~Drafts() { remove(); }
  Drafts(const Drafts&) = delete;
  Drafts& operator=(const Drafts&) = delete;

 private:
  void remove() const {
    std::error_code error;
    for (const char* suffix : {"", ".keys", ".snapshot"})
      for (const char* log : {"", "-wal", "-shm", "-journal"}) fs::remove(draft_of(path_ + suffix) + log, error);
  }
  std::string path_;
};

Status must_be_free(const std::string& path) {
  std::error_code error;
  for (const char* suffix : {"", ".keys", ".snapshot", "-wal"})
    if (fs::exists(path + suffix, error)) return Failure{Reason::kFailed, path + suffix + " is there already.", "Choose another name for the backup."};
  return Done{};
}

Status copy_databases(const std::string& ledger_path, const std::string& path, const OnProgress& progress) {
  Result<Store> store = Store::open(ledger_path, Access::kRead);
  if (!store) return store.failure();
  Result<Keys> keys = Keys::open(ledger_path, store.value().header(), Access::kRead);
  if (!keys) return keys.failure();
  const Status copied = store.value().database().copy_to(draft_of(path), [&](int done, int total) {
    if (progress) progress(static_cast<std::uint64_t>(done), static_cast<std::uint64_t>(total));
  });
  return copied ? keys.value().database().copy_to(draft_of(path + ".keys"), {}) : copied;
}

// A snapshot that is newer than the copy, or gone meanwhile, is one that opening the copy does without.
bool copy_snapshot(const std::string& ledger_path, const std::string& path) {
  std::error_code error;
  return fs::copy_file(ledger_path + ".snapshot", draft_of(path + ".snapshot"), error);
}

Status give_name(const std::string& path, Backup& backup) {
  if (std::rename(draft_of(path).c_str(), path.c_str()) != 0) return Failure{Reason::kFailed, path + " cannot be made.", "Check that its folder may be written."};
  backup.files.push_back(path);
  return Done{};
}

}  // namespace

Result<Backup> back_up(const std::string& ledger_path, const std::string& path, World world, const OnProgress& progress) {
  if (const Status free = must_be_free(path); !free) return free.failure();
  const Drafts drafts(path);
  if (const Status copied = copy_databases(ledger_path, path, progress); !copied) return copied.failure();
  const bool has_snapshot = copy_snapshot(ledger_path, path);
  Backup backup;
  Status named = give_name(path + ".keys", backup);
  if (named && has_snapshot) named = give_name(path + ".snapshot", backup);
  if (named) named = give_name(path, backup);
  if (!named) return named.failure();
  // The copy is read once: a backup that cannot be opened is none.
  const Result<std::unique_ptr<Ledger>> copy = Ledger::open(path, Access::kRead, world, {});
  if (!copy) return copy.failure();
  backup.last_record = copy.value()->state().sequence;
  backup.head = copy.value()->head();
  return backup;
}

}  // namespace setia::adapters
