// The records of a ledger, read and chained on a thread of their own a few pages ahead of who judges them.
//
// They come in the same order, whatever the threads do; a failure comes in the place of the record that could not be read.
#pragma once

#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "adapters/store.hpp"

namespace setia::adapters {

struct ChainedRecord {
  engine::StoredRecord record;
  std::int64_t partition = 0;
  bool fits = false;  // its hash is the one of its bytes after the record before
};

class RecordsAhead {
 public:
  // Opens the file anew, to read alone.
  explicit RecordsAhead(const std::string& path) : thread_([this, path](const std::stop_token& stop) { read(path, stop); }) {}

  // Null at the end of the file; holds until the next call, and nothing may be asked after a failure.
  engine::Result<const ChainedRecord*> next();

 private:
  static constexpr std::size_t kPages = 4;
  static constexpr std::size_t kPageRecords = 64;
  struct Page {
    std::vector<ChainedRecord> records = std::vector<ChainedRecord>(kPageRecords);
    std::size_t count = 0;
    bool last = false;
    std::optional<engine::Failure> failure;  // after its records
  };

  // On the thread. `page` is the one that is being filled; null when nobody reads on.
  void read(const std::string& path, const std::stop_token& stop);
  engine::Status fill(const std::string& path, const std::stop_token& stop, Page*& page);
  Page* free_page(const std::stop_token& stop);
  void hand_over();

  std::array<Page, kPages> pages_;     // a ring: `full_` of them from `first_` on are for who asks, the others for the thread
  std::mutex guard_;
  std::condition_variable_any changed_;
  std::size_t full_ = 0;               // guarded
  std::size_t filling_ = 0;            // the thread's
  std::size_t first_ = 0, at_ = 0;     // the asker's: page, and record in it
  Page* open_ = nullptr;               // likewise: the page `first_`, once it is full
  std::jthread thread_;                // last: it ends before what it uses goes
};

}  // namespace setia::adapters
