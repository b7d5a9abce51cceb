// Records read and chained on a thread of their own.
#include <catch2/catch.hpp>

#include "adapters/records_ahead.hpp"
#include "tests/adapters/shop.hpp"

using namespace setia;
using namespace setia::adapters;
using namespace setia::adapters::testing;

namespace {

constexpr int kReceipts = 700;  // more than all pages hold

void fill(Shop& shop) {
  auto ledger = shop.create();
  Door door(*ledger);
  shop.post(*ledger, door, Shop::join("M001"));
  for (int receipt = 1; receipt <= kReceipts; ++receipt) shop.post(*ledger, door, Shop::buy("r" + std::to_string(receipt), "M001", "20000"));
  REQUIRE(ledger->close());
}

}  // namespace

TEST_CASE("records read ahead come whole, in order, and chained") {
  Shop shop;
  fill(shop);
  auto store = Store::open(shop.path(), Access::kRead);
  REQUIRE(store);
  auto beside = StoredRecords::from(store.value(), 1);
  REQUIRE(beside);
  RecordsAhead ahead(shop.path());
  std::size_t records = 0;
  while (true) {
    const auto read = ahead.next();
    const auto other = beside.value().next();
    REQUIRE((read && other));
    REQUIRE((read.value() == nullptr) == (other.value() == nullptr));
    if (read.value() == nullptr) break;
    REQUIRE(read.value()->record.sequence == ++records);
    REQUIRE(read.value()->record.stamp == other.value()->stamp);
    REQUIRE(read.value()->record.body == other.value()->body);
    REQUIRE(read.value()->record.facts == other.value()->facts);
    REQUIRE(read.value()->record.outcome == other.value()->outcome);
    REQUIRE(read.value()->partition == beside.value().partition());
    REQUIRE(read.value()->fits);
  }
  CHECK(records > kReceipts);
}

TEST_CASE("whoever stops in the middle of the records need not wait for their end") {
  Shop shop;
  fill(shop);
  const int asked = GENERATE(0, 1, 64, 65, 300);
  RecordsAhead ahead(shop.path());
  for (int record = 0; record < asked; ++record) REQUIRE(ahead.next());
}

TEST_CASE("a file that is no ledger is a failure in the place of its first record") {
  Shop shop;
  RecordsAhead ahead(shop.path());
  const auto read = ahead.next();
  REQUIRE(!read);
  CHECK(read.failure().reason == engine::Reason::kNotFound);
}
