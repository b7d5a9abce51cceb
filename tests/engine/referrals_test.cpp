// Two members in one record: what a friend brings who referred them, replayed, stored and taken back.
#include <catch2/catch.hpp>

#include "engine/snapshot.hpp"
#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

// A first purchase completes the referral: ten beans to the friend for every purchase, fifty to the referrer for the friend.
void brings_friends(Program& program) {
  Metric purchases;
  purchases.text = "purchases";
  purchases.kind = MetricKind::kPurchases;
  Metric friends;
  friends.text = "friends";
  friends.kind = MetricKind::kFriends;
  program.metrics = {friends, purchases};
  Reading ever;
  ever.metric = MetricId{std::size_t{1}};
  ever.window.kind = WindowKind::kEver;
  program.readings = {ever};
  Slot bought;
  bought.text = "bought";
  bought.kind = SlotKind::kReading;
  bought.type = ValueType::kCount;
  bought.from_body = false;
  program.slots = {bought};
  Referral referral;
  referral.name = "Friend";
  Check once;
  once.low = 1;
  once.width = INT64_MAX - 1;
  referral.steps = {once};
  program.referrals = {referral};
  Rule thanks;
  thanks.name = "Thanks";
  thanks.triggers = 1U << (static_cast<unsigned>(EventKind::kReferral) - 1);
  Give fifty;
  fifty.rate = {50 * kMicro, 1};
  fifty.to = Receiver::kReferrer;
  thanks.gives = {fifty};
  program.rules.insert(program.rules.begin(), thanks);
  program.meets_referrers = true;
}

Event refers(SmallLedger& ledger, EventKind kind, int day, std::uint32_t member, std::uint32_t by) {
  Event event = ledger.at(kind, day, member);
  event.other = MemberIndex{by};
  return event;
}

Event returns(SmallLedger& ledger, int day, const Event& receipt) {
  Event event = ledger.at(EventKind::kReturn, day, 0);
  event.receipt = receipt.id;
  return event;
}

Bytes state_bytes(SmallLedger& ledger, const Rebuilt& rebuilt) {
  Bytes bytes;
  encode_state({rebuilt.versions, rebuilt.state, const_cast<Symbols&>(rebuilt.symbols), ledger.sealer}, bytes);
  return bytes;
}

}  // namespace

TEST_CASE("A record that gives two members something links both, and is the same when it is judged anew") {
  SmallLedger ledger = ledger_of(brings_friends);
  ledger.join(0, 1);
  ledger.post(refers(ledger, EventKind::kJoin, 1, 2, 1));
  CHECK(ledger.post(ledger.purchase(2, 2)) == "2:720 rule 10 issued > available #1\n2:720 rule 50 issued > available #2");
  CHECK(ledger.outcome.members == std::vector<MemberIndex>{MemberIndex{1}, MemberIndex{2}});
  CHECK(ledger.balance(1) == "50 available 0 pending 0 owed");
  CHECK(ledger.post(ledger.purchase(3, 2)) == "3:720 rule 10 issued > available #3");
  CHECK(ledger.outcome.members == std::vector<MemberIndex>{MemberIndex{2}});
  const Status verified = verify(ledger);
  INFO((verified ? std::string() : verified.failure().what));
  CHECK(verified.ok());
}

TEST_CASE("An invitation waits for the friend to join") {
  SmallLedger ledger = ledger_of(brings_friends);
  ledger.join(0, 1);
  CHECK(ledger.post(refers(ledger, EventKind::kRefer, 1, 2, 1)).empty());
  CHECK(ledger.post(refers(ledger, EventKind::kRefer, 1, 1, 1)) == "refused: Nobody refers themselves.");
  ledger.post(ledger.at(EventKind::kJoin, 2, 2));
  CHECK(ledger.post(refers(ledger, EventKind::kRefer, 3, 2, 1)) == "refused: The friend was referred already.");
  ledger.post(ledger.purchase(4, 2));
  CHECK(ledger.balance(1) == "50 available 0 pending 0 owed");
  CHECK(verify(ledger).ok());
}

TEST_CASE("A return takes back from both, and from a referrer who has nothing left it is owed") {
  SmallLedger ledger = ledger_of(brings_friends);
  ledger.join(0, 1);
  ledger.post(refers(ledger, EventKind::kJoin, 1, 2, 1));
  const Event receipt = ledger.purchase(2, 2);
  ledger.post(receipt);
  Event spends = ledger.at(EventKind::kRedeem, 3, 1);
  spends.more = {{"amount", Value{Number{"30"}}}, {"unit", Value{std::string("beans")}}};
  ledger.post(spends);
  ledger.post(returns(ledger, 4, receipt));
  CHECK(ledger.balance(1) == "-30 available 0 pending 30 owed");
  CHECK(ledger.balance(2) == "0 available 0 pending 0 owed");
  ledger.post(ledger.purchase(5, 2));
  CHECK(ledger.balance(1) == "20 available 0 pending 0 owed");
  CHECK(verify(ledger).ok());
}

TEST_CASE("Who was referred by whom survives a snapshot") {
  SmallLedger ledger = ledger_of(brings_friends);
  ledger.join(0, 1);
  ledger.post(refers(ledger, EventKind::kRefer, 1, 2, 1));
  ledger.post(ledger.at(EventKind::kJoin, 2, 2));
  ledger.post(ledger.purchase(3, 2));
  const Bytes bytes = state_bytes(ledger, ledger.rebuilt);
  Result<State> read = decode_state(bytes, ledger.rebuilt.versions, ledger.rebuilt.symbols, ledger.sealer);
  REQUIRE(read.ok());
  ledger.rebuilt.state = std::move(read).value();
  CHECK(state_bytes(ledger, ledger.rebuilt) == bytes);
  CHECK(ledger.rebuilt.state.members[2].referrals.size() == 4);
}
