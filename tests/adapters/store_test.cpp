// Files that are no ledgers, ledgers that somebody else writes, and what the keys keep secret.
#include <catch2/catch.hpp>

#include "adapters/sealer.hpp"
#include "tests/adapters/shop.hpp"

using namespace setia;
using namespace setia::adapters;
using namespace setia::adapters::testing;

TEST_CASE("what is no ledger is named as such") {
  Shop shop;
  const auto missing = shop.open(Access::kRead);
  REQUIRE(!missing);
  CHECK(missing.failure().reason == engine::Reason::kNotFound);
  shop.folder().write("shop", "a text that is long enough to be mistaken for the header of a database, but is none at all ……………");
  const auto text = shop.open(Access::kRead);
  REQUIRE(!text);
  CHECK(text.failure().reason == engine::Reason::kUnreadable);
  std::filesystem::remove(shop.path());
  std::filesystem::create_directory(shop.path());
  const auto folder = shop.open(Access::kWrite);
  REQUIRE(!folder);
  CHECK(folder.failure().reason == engine::Reason::kUnreadable);
  CHECK(folder.failure().what.find("folder") != std::string::npos);
}

TEST_CASE("an empty file and another program's database are no ledgers") {
  Shop shop;
  shop.folder().write("shop", "");
  const auto empty = shop.open(Access::kRead);
  REQUIRE(!empty);
  CHECK(empty.failure().reason == engine::Reason::kUnreadable);
  std::filesystem::remove(shop.path());
  REQUIRE(Database::create(shop.path()).value().run("CREATE TABLE record(a)"));
  const auto other = shop.open(Access::kRead);
  REQUIRE(!other);
  CHECK(other.failure().reason == engine::Reason::kUnreadable);
}

TEST_CASE("one process writes at a time, readers are let in") {
  Shop shop;
  shop.fill();
  const auto writer = shop.open(Access::kWrite);
  REQUIRE(writer);
  const auto second = shop.open(Access::kWrite);
  REQUIRE(!second);
  CHECK(second.failure().reason == engine::Reason::kLocked);
  CHECK(shop.open(Access::kRead).ok());
}

TEST_CASE("a ledger is not made over another, nor over keys that have members") {
  Shop shop;
  shop.fill();
  const auto again = Ledger::create(shop.path(), {}, {}, shop.world());
  REQUIRE(!again);
  std::filesystem::remove(shop.path());
  const auto over_keys = Ledger::create(shop.path(), {}, {}, shop.world());
  REQUIRE(!over_keys);
  CHECK(over_keys.failure().what.find(".keys") != std::string::npos);
}

TEST_CASE("what a process left that died while making a ledger is in nobody's way") {
  Shop shop;
  shop.folder().write("shop.new", "half a ledger");
  shop.folder().write("shop.new.keys", "half a key file");
  CHECK(shop.create()->state().sequence == 1);
}

TEST_CASE("a ledger made where one was deleted does not inherit its write-ahead log") {
  Shop shop;
  auto ledger = shop.create();
  Door door(*ledger);
  shop.post(*ledger, door, Shop::join("M001"));
  REQUIRE(door.commit());
  const std::string log = shop.path() + "-wal";
  REQUIRE(std::filesystem::exists(log));
  std::filesystem::copy_file(log, shop.folder().path() + "/log");
  ledger.reset();
  for (const char* suffix : {"", ".keys", ".lock", ".snapshot"}) std::filesystem::remove(shop.path() + suffix);
  std::filesystem::copy_file(shop.folder().path() + "/log", log, std::filesystem::copy_options::overwrite_existing);
  shop.fill();
  CHECK(shop.verified().difference.empty());
}

TEST_CASE("sealing gives the same bytes again, other bytes elsewhere, and opens only where it was sealed") {
  Shop shop;
  auto ledger = shop.create();
  const MemberSecret ani = ledger->keys().add("Ani", shop.world().random).value();
  KeySealer sealer(ledger->keys());
  const engine::Bytes birthday{1, 9, 9, 0};
  const engine::Bytes sealed = sealer.seal(ani.id, 7, 2, "birthday", birthday);
  CHECK(sealed == sealer.seal(ani.id, 7, 2, "birthday", birthday));
  CHECK(sealed != sealer.seal(ani.id, 8, 2, "birthday", birthday));
  CHECK(sealed != sealer.seal(ani.id, 7, 3, "birthday", birthday));
  CHECK(sealed != sealer.seal(ani.id, 7, 2, "name", birthday));
  CHECK(sealer.open(ani.id, 7, 2, "birthday", sealed).value() == birthday);
  CHECK(!sealer.open(ani.id, 8, 2, "birthday", sealed));
  CHECK(!sealer.open(ani.id, 7, 2, "birthday", std::span(sealed).first(3)));
}

TEST_CASE("a stranger's values stay sealed") {
  Shop shop;
  auto ledger = shop.create();
  KeySealer sealer(ledger->keys());
  const engine::MemberId nobody{1, 2, 3};
  CHECK(!sealer.knows(nobody));
  const auto opened = sealer.open(nobody, 1, 2, "birthday", engine::Bytes(40));
  REQUIRE(!opened);
  CHECK(opened.failure().reason == engine::Reason::kNotFound);
}

TEST_CASE("HMAC-SHA-256 of RFC 4231, test case 2 padded to a whole key") {
  SecretKey key{};
  const std::string text = "Jefe", message = "what do ya want for nothing?";
  std::copy(text.begin(), text.end(), key.begin());
  const engine::Hash hash = KeyedHash().of(key, {reinterpret_cast<const std::uint8_t*>(message.data()), message.size()});
  CHECK(hash[0] == 0x5b);
  CHECK(hash[1] == 0xdc);
  CHECK(hash[31] == 0x43);
}

TEST_CASE("the door remembers zones of stores and columns of CSV files beside the ledger") {
  Shop shop;
  auto ledger = shop.create();
  DoorSettings settings;
  settings.store_zones = {{"DPS-01", "Asia/Makassar"}};
  settings.csv.zone = "Europe/London";
  settings.csv.source = "shop";
  settings.csv.columns = {{"event_id", "InvoiceNo"}};
  REQUIRE(ledger->keys().save(settings));
  REQUIRE(ledger->keys().commit());
  const DoorSettings read = ledger->keys().settings().value();
  CHECK(read.store_zones == settings.store_zones);
  CHECK(read.csv.zone == "Europe/London");
  CHECK(read.csv.source == "shop");
  CHECK(read.csv.columns == settings.csv.columns);
}
