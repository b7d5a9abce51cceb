#include "adapters/records_ahead.hpp"

#include "engine/chain.hpp"

namespace setia::adapters {

using engine::Done;
using engine::Result;
using engine::Status;

RecordsAhead::Page* RecordsAhead::free_page(const std::stop_token& stop) {
  std::unique_lock lock(guard_);
  if (!changed_.wait(lock, stop, [this] { return full_ < kPages; })) return nullptr;
  Page& page = pages_[filling_];
  page.count = 0;
  return &page;
}

void RecordsAhead::hand_over() {
  filling_ = (filling_ + 1) % kPages;
  const std::scoped_lock lock(guard_);
  ++full_;
  changed_.notify_all();
}

Status RecordsAhead::fill(const std::string& path, const std::stop_token& stop, Page*& page) {
  Result<Store> store = Store::open(path, Access::kRead);
  if (!store) return store.failure();
  if (const Status set = store.value().database().read_through(); !set) return set;
  Result<StoredRecords> records = StoredRecords::from(store.value(), 1);
  if (!records) return records.failure();
  engine::Hasher hasher;
  engine::Hash head = hasher.of(engine::encode_header(store.value().header()));
  while (page != nullptr) {
    const Result<const engine::StoredRecord*> record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) return Done{};
    ChainedRecord& chained = page->records[page->count++];
    chained.record = *record.value();
    chained.partition = records.value().partition();
    chained.fits = engine::chain_hash(hasher, head, chained.record) == chained.record.hash;
    head = chained.record.hash;
    if (page->count < kPageRecords) continue;
    hand_over();
    page = free_page(stop);
  }
  return Done{};
}

void RecordsAhead::read(const std::string& path, const std::stop_token& stop) {
  Page* page = free_page(stop);
  const Status done = fill(path, stop, page);
  if (page == nullptr) return;
  page->last = true;
  if (!done) page->failure = done.failure();
  hand_over();
}

Result<const ChainedRecord*> RecordsAhead::next() {
  while (true) {
    if (open_ == nullptr) {
      std::unique_lock lock(guard_);
      changed_.wait(lock, [this] { return full_ > 0; });
      open_ = &pages_[first_];
      at_ = 0;
    }
    if (at_ < open_->count) return &open_->records[at_++];
    if (open_->failure) return *open_->failure;
    if (open_->last) return static_cast<const ChainedRecord*>(nullptr);
    open_ = nullptr;
    first_ = (first_ + 1) % kPages;
    const std::scoped_lock lock(guard_);
    --full_;
    changed_.notify_all();
  }
}

}  // namespace setia::adapters
