// What the door answers: posted, repeated, refused; and that a ledger opened again knows everything.
#include <catch2/catch.hpp>

#include "tests/adapters/shop.hpp"

using namespace setia;
using namespace setia::adapters;
using namespace setia::adapters::testing;

TEST_CASE("a receipt is posted once, however often it is sent") {
  Shop shop;
  auto ledger = shop.create();
  Door door(*ledger);
  CHECK(shop.post(*ledger, door, Shop::join("M001")) == Answer::kPosted);
  CHECK(shop.post(*ledger, door, Shop::buy("r1", "M001", "50000")) == Answer::kPosted);
  const engine::Sequence sequence = ledger->state().sequence;
  CHECK(shop.post(*ledger, door, Shop::buy("r1", "M001", "50000")) == Answer::kRepeated);
  CHECK(shop.post(*ledger, door, Shop::buy("r1", "M001", "50000.00")) == Answer::kRepeated);
  CHECK(ledger->state().sequence == sequence);
  CHECK(door.counts().posted == 2);
  CHECK(door.counts().repeated == 2);
}

TEST_CASE("the same id with other content is a conflict: recorded, and nothing else changes") {
  Shop shop;
  auto ledger = shop.create();
  Door door(*ledger);
  shop.post(*ledger, door, Shop::join("M001"));
  shop.post(*ledger, door, Shop::buy("r1", "M001", "50000"));
  REQUIRE(ledger->close());
  const std::string before = shop.dumped();
  CHECK(shop.post(*ledger, door, Shop::buy("r1", "M001", "60000")) == Answer::kRefused);
  CHECK(shop.refusal.reason == engine::RefusalReason::kConflict);
  CHECK(ledger->state().sequence == 4);
  REQUIRE(ledger->close());
  CHECK(shop.dumped() == before);
  CHECK(shop.verified().difference.empty());
}

TEST_CASE("a refused event does not use up its id") {
  Shop shop;
  auto ledger = shop.create();
  Door door(*ledger);
  shop.post(*ledger, door, Shop::join("M001"));
  const std::string future =
      R"({"id":"r1","type":"purchase","at":"2030-01-09T10:15:00+07:00","member":"M001","lines":[{"amount":"50000"}]})";
  CHECK(shop.post(*ledger, door, future) == Answer::kRefused);
  CHECK(shop.post(*ledger, door, Shop::buy("r1", "M001", "50000")) == Answer::kPosted);
}

TEST_CASE("[P1] a receipt of nobody, or of somebody who never joined, is committed and counted apart") {
  Shop shop;
  auto ledger = shop.create();
  Door door(*ledger);
  CHECK(shop.post(*ledger, door, Shop::buy("r1", "stranger", "50000")) == Answer::kPosted);
  CHECK(shop.post(*ledger, door, R"({"id":"r2","type":"purchase","at":"2027-01-09T10:15:00+07:00","lines":[{"amount":"50000"}]})") ==
        Answer::kPosted);
  CHECK(door.counts().without_member == 2);
  CHECK(ledger->state().postings == 0);
}

TEST_CASE("what was posted is there when the ledger is opened again, with a snapshot or without") {
  Shop shop;
  shop.fill();
  const std::string dumped = shop.dumped();
  CHECK(dumped.find("balance \"M001\" \"beans\" available 12") != std::string::npos);
  CHECK(dumped.find("used member \"M001\" \"Base beans\" 2027-01-09 12") != std::string::npos);
  std::filesystem::remove(shop.path() + ".snapshot");
  CHECK(shop.dumped() == dumped);
  shop.folder().write("shop.snapshot", "not a snapshot");
  CHECK(shop.dumped() == dumped);
}

TEST_CASE("a snapshot of another moment is no harm: the rest is replayed") {
  Shop shop;
  shop.fill();
  const std::string old = shop.folder().path() + "/old.snapshot";
  std::filesystem::copy_file(shop.path() + ".snapshot", old);
  {
    auto ledger = shop.open(Access::kWrite).value();
    Door door(*ledger);
    shop.post(*ledger, door, Shop::buy("r9", "M001", "30000"));
    REQUIRE(ledger->close());
  }
  const std::string dumped = shop.dumped();
  std::filesystem::copy_file(old, shop.path() + ".snapshot", std::filesystem::copy_options::overwrite_existing);
  CHECK(shop.dumped() == dumped);
  CHECK(shop.verified().difference.empty());
}

TEST_CASE("what was not committed is not there, and nothing of it is half there") {
  Shop shop;
  shop.fill();
  const std::string dumped = shop.dumped();
  {
    auto ledger = shop.open(Access::kWrite).value();
    Door door(*ledger);
    shop.post(*ledger, door, Shop::buy("r9", "M003", "30000"));
  }
  CHECK(shop.dumped() == dumped);
  CHECK(shop.verified().difference.empty());
}

TEST_CASE("[T4] closing a day books what fell due, once, and never for a day that is not over") {
  Shop shop;
  shop.fill();
  auto ledger = shop.open(Access::kWrite).value();
  const engine::Day day = engine::day_from({2027, 2, 9});
  const auto early = close_day(*ledger, day);
  REQUIRE(!early);
  CHECK(early.failure().reason == engine::Reason::kInvalid);
  shop.clock().set(shop.clock().now_second() + 60 * 86'400);
  const auto closed = close_day(*ledger, day);
  REQUIRE(closed);
  CHECK(closed.value().records == 1);
  CHECK(closed.value().postings == 6);
  const auto again = close_day(*ledger, day);
  REQUIRE(again);
  CHECK(again.value().records == 0);
  REQUIRE(ledger->close());
  CHECK(shop.dumped().find("balance") == std::string::npos);
  CHECK(shop.verified().difference.empty());
}
