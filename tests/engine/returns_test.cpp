// Returns in ledger tables: which lots are taken, in which order, and what is owed or written off [R7].
#include <catch2/catch.hpp>

#include "engine/snapshot.hpp"
#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

// One bean per 100 minor units, so that a purchase of 1,000 gives ten.
template <class Change>
SmallLedger by_amount(Change change) {
  return ledger_of([&](Program& program) {
    Give& give = program.rules[0].gives[0];
    give.kind = GiveKind::kRate;
    give.base.kind = BaseKind::kSpend;
    give.rate = {kMicro, 100};
    program.units[0].denominator = 100;
    change(program);
  });
}

SmallLedger plain_by_amount() {
  return by_amount([](Program&) {});
}

SmallLedger expiring(std::int64_t days) {
  return by_amount([&](Program& program) {
    Expiry expiry;
    expiry.length = {days, LengthUnit::kDays};
    program.units[0].life.expiries = {expiry};
  });
}

Event returned(SmallLedger& ledger, int day, std::uint32_t member, const Event& receipt, std::int64_t amount_minor = 0) {
  Event event = ledger.at(EventKind::kReturn, day, member);
  event.receipt = receipt.id;
  event.has_amount = amount_minor != 0;
  event.amount_minor = amount_minor;
  return event;
}

// A forfeit stands in for spending: the lot is gone.
void lose_everything(SmallLedger& ledger, std::uint32_t member) {
  Outcome outcome;
  outcome.members.push_back(MemberIndex{member});
  for (const Holding& holding : ledger.rebuilt.state.members[member].holdings)
    for (const Lot& lot : holding.lots) {
      Posting posting;
      posting.number = ledger.rebuilt.state.postings + outcome.postings.size() + 1;
      posting.why = PostingWhy::kRedemption;
      posting.from = {AccountKind::kAvailable, MemberIndex{member}};
      posting.to = {AccountKind::kRedeemed, MemberIndex{}};
      posting.lot_left = lot.number;
      posting.amount_micro = lot.left_micro;
      outcome.postings.push_back(posting);
    }
  RecordStamp stamp;
  stamp.kind = RecordKind::kUpgrade;
  ledger.write(stamp, UpgradeBody{}, outcome);
}

}  // namespace

TEST_CASE("[R7] The rest of the lot is taken first, and the posting names what it reverses") {
  SmallLedger ledger = plain_by_amount();
  ledger.join(0, 1);
  const Event receipt = ledger.purchase(1, 1);
  ledger.post(receipt);
  ledger.post(ledger.purchase(2, 1));
  CHECK(ledger.post(returned(ledger, 3, 1, receipt, 400)) == "3:720 return 4 available #1 > issued");
  CHECK(ledger.outcome.postings[0].reverses == 1);
  CHECK(ledger.outcome.postings[0].rule == RuleId{std::size_t{0}});
  CHECK(ledger.post(returned(ledger, 4, 1, receipt)) == "4:720 return 6 available #1 > issued");
  CHECK(ledger.post(returned(ledger, 5, 1, receipt)) == "refused: All of it was returned before.");
  CHECK(ledger.balance(1) == "10 available 0 pending 0 owed");
}

TEST_CASE("[R7] What the lot lost to expiry counts as taken back") {
  SmallLedger ledger = expiring(10);
  ledger.join(0, 1);
  const Event receipt = ledger.purchase(1, 1);
  ledger.post(receipt);
  ledger.post(ledger.purchase(20, 1));
  CHECK(ledger.post(returned(ledger, 21, 1, receipt, 400)) == "21:720 return 4 expired #1 > issued until 11");
  CHECK(ledger.post(returned(ledger, 22, 1, receipt)) == "22:720 return 6 expired #1 > issued until 11");
  CHECK(ledger.balance(1) == "10 available 0 pending 0 owed");
}

TEST_CASE("[R7] Then other lots in spending order, then debt, which a new lot pays first") {
  SmallLedger ledger = plain_by_amount();
  ledger.join(0, 1);
  const Event receipt = ledger.purchase(1, 1);
  ledger.post(receipt);
  lose_everything(ledger, 1);
  ledger.post(ledger.purchase(2, 1, 300));
  CHECK(ledger.post(returned(ledger, 3, 1, receipt)) == "3:720 return 3 available #3 > issued\n3:720 return 7 available > issued");
  CHECK(ledger.balance(1) == "-7 available 0 pending 7 owed");
  CHECK(ledger.post(ledger.purchase(4, 1)) == "4:720 rule 10 issued > available #6\n4:720 debt 7 available #6 > available");
  CHECK(ledger.balance(1) == "3 available 0 pending 0 owed");
}

TEST_CASE("[R7] What is not there is written off, or owed down to a floor, as the unit says") {
  const auto [floor, postings] = GENERATE(table<int, std::string>({{0, "3:720 return 10 written-off > issued"},
                                                                   {4, "3:720 return 4 available > issued\n3:720 return 6 written-off > issued"}}));
  SmallLedger ledger = by_amount([floor = floor](Program& program) {
    program.units[0].written_off = floor == 0;
    program.units[0].may_go_below = floor != 0;
    program.units[0].floor_micro = floor * kMicro;
  });
  ledger.join(0, 1);
  const Event receipt = ledger.purchase(1, 1);
  ledger.post(receipt);
  lose_everything(ledger, 1);
  CHECK(ledger.post(returned(ledger, 3, 1, receipt)) == postings);
}

TEST_CASE("[R7] Pending is taken from the lot of the receipt and from no other") {
  SmallLedger ledger = by_amount([](Program& program) {
    program.units[0].life.pending.any = true;
    program.units[0].life.pending.when.length = {5, LengthUnit::kDays};
  });
  ledger.join(0, 1);
  const Event receipt = ledger.purchase(1, 1);
  ledger.post(receipt);
  ledger.post(ledger.purchase(1, 1));
  CHECK(ledger.post(returned(ledger, 2, 1, receipt)) == "2:720 return 10 pending #1 > issued");
  CHECK(ledger.balance(1) == "0 available 10 pending 0 owed");
}

TEST_CASE("[R1] A return need not name the member, and may not name another") {
  SmallLedger ledger = plain_by_amount();
  ledger.join(0, 1);
  ledger.join(0, 2);
  const Event receipt = ledger.purchase(1, 1);
  ledger.post(receipt);
  CHECK_THAT(ledger.post(returned(ledger, 2, 2, receipt)), Catch::StartsWith("refused: The receipt"));
  CHECK(ledger.post(returned(ledger, 2, 0, receipt)) == "2:720 return 10 available #1 > issued");
}

TEST_CASE("[R1] A return of a return, or of what gives nothing, is refused") {
  SmallLedger ledger = plain_by_amount();
  const Event join = ledger.at(EventKind::kJoin, 0, 1);
  ledger.post(join);
  const Event receipt = ledger.purchase(1, 1);
  ledger.post(receipt);
  const Event back = returned(ledger, 2, 1, receipt, 100);
  ledger.post(back);
  CHECK_THAT(ledger.post(returned(ledger, 3, 1, back)), Catch::StartsWith("refused: \"" + back.id + "\" is itself a return"));
  CHECK_THAT(ledger.post(returned(ledger, 3, 1, join)), Catch::StartsWith("refused: \"" + join.id + "\" is nothing"));
}

TEST_CASE("[R1] The receipt is looked up in its own source, then anywhere if unique") {
  SmallLedger ledger = plain_by_amount();
  ledger.join(0, 1);
  Event receipt = ledger.purchase(1, 1);
  ledger.post(receipt);
  Event back = returned(ledger, 2, 1, receipt, 100);
  back.stamp.source = "web";
  CHECK(ledger.post(back) == "2:720 return 1 available #1 > issued");
  Event twin = ledger.purchase(3, 1);
  twin.id = receipt.id;
  twin.stamp.source = "kiosk";
  ledger.post(twin);
  Event doubtful = returned(ledger, 4, 1, receipt, 100);
  doubtful.stamp.source = "web";
  CHECK_THAT(ledger.post(doubtful), Catch::StartsWith("refused: Several sources"));
  CHECK(ledger.post(returned(ledger, 5, 1, receipt, 100)) == "5:720 return 1 available #1 > issued");
}

TEST_CASE("[L2] A waiting return is booked in its receipt's record, one too large ends there") {
  SmallLedger ledger = plain_by_amount();
  ledger.join(0, 1);
  const Event receipt = ledger.purchase(1, 1);
  CHECK(ledger.post(returned(ledger, 3, 1, receipt, 2'000)).empty());
  CHECK(ledger.outcome.waits);
  CHECK(ledger.post(returned(ledger, 4, 1, receipt, 400)).empty());
  CHECK(ledger.rebuilt.state.waiting.size() == 2);
  CHECK(ledger.post(receipt) == "1:720 rule 10 issued > available #1\n4:720 return 4 available #1 > issued");
  CHECK(ledger.rebuilt.state.waiting.empty());
  CHECK(ledger.outcome.messages.size() == 1);
  CHECK(ledger.post(returned(ledger, 5, 1, receipt)) == "5:720 return 6 available #1 > issued");
  CHECK(ledger.balance(1) == "0 available 0 pending 0 owed");
}

TEST_CASE("Replay and a snapshot know returns, those that wait among them") {
  SmallLedger ledger = expiring(10);
  ledger.join(0, 1);
  const Event first = ledger.purchase(1, 1), second = ledger.purchase(2, 1), never = ledger.purchase(3, 1);
  ledger.post(first);
  ledger.post(returned(ledger, 2, 1, second, 300));
  ledger.post(returned(ledger, 3, 1, never));
  ledger.post(second);
  ledger.post(returned(ledger, 4, 0, first, 500));
  ledger.post(ledger.purchase(20, 1));
  ledger.post(returned(ledger, 21, 1, second));
  REQUIRE(ledger.rebuilt.state.waiting.size() == 1);
  const ReplayMode mode = GENERATE(ReplayMode::kVerify, ReplayMode::kTake);
  Rebuilt anew;
  const Status done = ledger.replay(mode, anew);
  INFO((done ? std::string() : done.failure().what));
  REQUIRE(done.ok());
  Bytes live, replayed;
  encode_state(ledger.world(), live);
  encode_state({anew.versions, anew.state, anew.symbols, ledger.sealer}, replayed);
  CHECK(live == replayed);
  const Result<State> state = decode_state(live, ledger.rebuilt.versions, ledger.rebuilt.symbols, ledger.sealer);
  REQUIRE(state.ok());
  CHECK(state.value().returns == ledger.rebuilt.state.returns);
  CHECK(state.value().waiting.size() == 1);
}

TEST_CASE("[R9] A return without a receipt is judged by `on return` rules; without any it posts nothing") {
  const bool answered = GENERATE(true, false);
  SmallLedger ledger = ledger_of([&](Program& program) {
    if (answered) program.rules[0].triggers = 1U << (static_cast<unsigned>(EventKind::kReturn) - 1);
  });
  ledger.join(0, 1);
  Event event = ledger.at(EventKind::kReturn, 1, 1);
  event.has_amount = true;
  event.amount_minor = 500;
  CHECK(ledger.post(event) == (answered ? "1:720 rule 10 issued > available #1" : ""));
  CHECK_FALSE(ledger.outcome.waits);
}

TEST_CASE("[R1] What was given by hand is taken back by hand") {
  SmallLedger ledger = plain_by_amount();
  ledger.join(0, 1);
  Event given = ledger.at(EventKind::kAdjust, 1, 1);
  given.more = {{"amount", Value{Number{"8"}}}, {"reason", Value{std::string("sorry")}}, {"unit", Value{std::string("beans")}}};
  CHECK(ledger.post(given) == "1:720 adjust 8 adjusted > available #1");
  CHECK(ledger.post(returned(ledger, 2, 1, given)) == "2:720 adjust 8 available #1 > adjusted");
  CHECK_THAT(ledger.post(returned(ledger, 3, 1, given)), Catch::StartsWith("refused: All of it"));
}

TEST_CASE("[R8] What was redeemed comes back to its lots when the redemption is returned") {
  SmallLedger ledger = plain_by_amount();
  ledger.join(0, 1);
  ledger.post(ledger.purchase(1, 1));
  Event redeemed = ledger.at(EventKind::kRedeem, 2, 1);
  redeemed.more = {{"amount", Value{Number{"4"}}}, {"unit", Value{std::string("beans")}}};
  CHECK(ledger.post(redeemed) == "2:720 redemption 4 available #1 > redeemed");
  CHECK(ledger.post(returned(ledger, 3, 1, redeemed)) == "3:720 redemption 4 redeemed > available #1");
  CHECK(ledger.balance(1) == "10 available 0 pending 0 owed");
}
