// Returns through the door: in JSON and in CSV, repeated, waiting, refused; and what verify says of them.
#include <catch2/catch.hpp>

#include "adapters/posting_files.hpp"
#include "tests/adapters/shop.hpp"

using namespace setia;
using namespace setia::adapters;
using namespace setia::adapters::testing;

namespace {

std::string give_back(const std::string& id, const std::string& receipt, const std::string& what = "") {
  return R"({"id":")" + id + R"(","type":"return","at":"2027-01-10T09:00:00+07:00","member":"M001","receipt":")" + receipt + "\"" + what + "}";
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("[R1] a return is posted once, by line, by amount or whole, and more than is kept is refused") {
  Shop shop;
  shop.fill();  // r2, r4 and r6 of M001 give 12 beans
  {
    auto ledger = shop.open(Access::kWrite).value();
    Door door(*ledger);
    CHECK(shop.post(*ledger, door, give_back("b1", "r4", R"(,"lines":[{"sku":"LATTE","amount":"15000"}])")) == Answer::kPosted);
    CHECK(shop.post(*ledger, door, give_back("b1", "r4", R"(,"lines":[{"sku":"LATTE","amount":"15000"}])")) == Answer::kRepeated);
    CHECK(shop.post(*ledger, door, give_back("b2", "r4", R"(,"amount":"25000.01")")) == Answer::kRefused);
    CHECK(shop.refusal.reason == engine::RefusalReason::kNothingKept);
    CHECK(shop.post(*ledger, door, give_back("b2", "r4", R"(,"amount":"5000")")) == Answer::kPosted);
    CHECK(shop.post(*ledger, door, give_back("b3", "r6")) == Answer::kPosted);
    CHECK(shop.post(*ledger, door, give_back("b4", "b3")) == Answer::kRefused);
    REQUIRE(ledger->close());
  }
  const std::string dumped = shop.dumped();
  INFO(dumped);
  CHECK(holds(dumped, "balance \"M001\" \"beans\" available 4 pending"));
  CHECK(shop.verified().difference.empty());
  std::filesystem::remove(shop.path() + ".snapshot");
  CHECK(shop.dumped() == dumped);
}

TEST_CASE("[L2] a return before its receipt waits, verify lists it, and the receipt answers it") {
  Shop shop;
  shop.fill();
  auto ledger = shop.open(Access::kWrite).value();
  Door door(*ledger);
  CHECK(shop.post(*ledger, door, give_back("b1", "r9", R"(,"amount":"10000")")) == Answer::kWaiting);
  CHECK(shop.post(*ledger, door, give_back("b1", "r9", R"(,"amount":"10000")")) == Answer::kRepeated);
  CHECK(door.counts().waiting == 1);
  REQUIRE(ledger->close());
  const Verification waiting = shop.verified();
  CHECK(waiting.difference.empty());
  REQUIRE(waiting.waiting.size() == 1);
  CHECK(waiting.waiting[0] == "1 return waits for its receipt \"r9\" since 2027-01-10T02:00:00Z.");
  CHECK(shop.post(*ledger, door, Shop::buy("r9", "M001", "30000")) == Answer::kPosted);
  CHECK(door.counts().waiting == 0);
  CHECK(door.counts().posted == 2);
  REQUIRE(ledger->close());
  CHECK(holds(shop.dumped(), "balance \"M001\" \"beans\" available 14 pending"));
  CHECK(shop.verified().waiting.empty());
  CHECK(shop.verified().difference.empty());
}

TEST_CASE("returns in CSV: a row a line, all negative is read as positive, and a row that names no line is of the whole receipt") {
  Shop shop;
  shop.fill();
  shop.folder().write("back.csv",
                      "event_id,line,type,at,member,store,sku,quantity,amount,receipt\n"
                      "c1,,return,2027-01-10T09:00:00+07:00,M001,,LATTE,-1,-20000,r2\n"
                      "c2,,return,2027-01-10T09:01:00+07:00,M001,,,,15000,r4\n"
                      "c3,,return,2027-01-10T09:02:00+07:00,M001,,,,,r6\n"
                      "c4,,return,2027-01-10T09:03:00+07:00,M001,,LATTE,1,-1,r4\n");
  auto ledger = shop.open(Access::kWrite).value();
  Door door(*ledger);
  FilesToPost files;
  files.paths = {shop.folder().path() + "/back.csv"};
  files.source = "till-1";
  std::vector<Rejected> rejected;
  PostingListener listener;
  listener.rejected = [&](const Rejected& one) { rejected.push_back(one); };
  REQUIRE(post_files(*ledger, door, files, listener));
  CHECK(door.counts().posted == 3);
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].id == "c4");
  REQUIRE(ledger->close());
  CHECK(holds(shop.dumped(), "balance \"M001\" \"beans\" available 2 pending"));
  CHECK(shop.verified().difference.empty());
}
