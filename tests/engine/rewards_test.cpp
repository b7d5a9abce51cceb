// Rewards, posting by posting: bought, held, returned, voided; and the same bytes from replay and snapshot.
#include <catch2/catch.hpp>

#include "engine/lots.hpp"
#include "engine/snapshot.hpp"
#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

// Ten beans a purchase; fifteen buy a mug, of which there are two, valid 20 days.
void sells_mugs(Program& program) {
  Expiry days;
  days.length = {20, LengthUnit::kDays};
  Unit mug;
  mug.kind = UnitKind::kVoucher;
  mug.name = mug.singular = "Mug";
  mug.stages = {Rounding{}};
  mug.can_be_spent = false;
  mug.life.expiries = {days};
  program.units.push_back(mug);
  Limit stock;
  stock.text = "reward \"Mug\": Mug per all";
  stock.name = "Mug";
  stock.shared = true;
  stock.kind = CapKind::kUnits;
  stock.most = 2 * kMicro;
  stock.unit = UnitId{std::size_t{1}};
  stock.scope = CapScope::kTotal;
  stock.window = CapWindow::kEver;
  program.limits.push_back(stock);
  Reward reward;
  reward.name = "Mug";
  reward.voucher = UnitId{std::size_t{1}};
  reward.prices = {{{kAlways, kNever}, {{UnitId{std::size_t{0}}, 15 * kMicro}}}};
  reward.limits = {LimitId{std::size_t{0}}};
  program.rewards = {reward};
}

SmallLedger mugs(int purchases = 4) {
  SmallLedger ledger = ledger_of(sells_mugs);
  ledger.join(0, 1);
  for (int day = 1; day <= purchases; ++day) ledger.post(ledger.purchase(day, 1));
  return ledger;
}

Event about_mug(SmallLedger& ledger, EventKind kind, int day, const std::string& field = "reward") {
  Event event = ledger.at(kind, day, 1);
  event.more = {{field, Value{std::string("Mug")}}};
  return event;
}

Event returned(SmallLedger& ledger, int day, const std::string& id) {
  Event event = ledger.at(EventKind::kReturn, day, 1);
  event.receipt = id;
  return event;
}

const std::string kGone = "refused: Of \"Mug\" there is none left.";

}  // namespace

TEST_CASE("[X2] A reward is paid from lots in spending order, and its voucher is issued") {
  SmallLedger ledger = mugs();
  CHECK(ledger.post(about_mug(ledger, EventKind::kRedeem, 5)) ==
        "5:720 redemption 10 available #1 > redeemed\n5:720 redemption 5 available #2 > redeemed\n5:720 redemption 1 issued > available #7 until 25");
  CHECK(verify(ledger).ok());
}

TEST_CASE("[R1] A returned redemption gives its price and its stock back for the unused voucher") {
  SmallLedger ledger = mugs();
  Event first = about_mug(ledger, EventKind::kRedeem, 5);
  ledger.post(first);
  ledger.post(about_mug(ledger, EventKind::kRedeem, 5));
  CHECK(ledger.post(ledger.purchase(6, 1)) != "");
  CHECK(ledger.post(ledger.purchase(6, 1)) != "");
  CHECK(ledger.post(about_mug(ledger, EventKind::kRedeem, 7)) == kGone);
  CHECK(ledger.post(returned(ledger, 8, first.id)) ==
        "8:720 redemption 1 available #7 > issued until 25\n8:720 redemption 5 redeemed > available #2\n8:720 redemption 10 redeemed > available #1");
  CHECK(ledger.post(about_mug(ledger, EventKind::kRedeem, 9)) != kGone);
  CHECK(verify(ledger).ok());
}

TEST_CASE("[R4] A used reward is not taken back") {
  SmallLedger ledger = mugs();
  Event redeemed = about_mug(ledger, EventKind::kRedeem, 5);
  ledger.post(redeemed);
  Event uses = ledger.purchase(6, 1);
  uses.more = {{"used", Value{List{Value{std::string("Mug")}}}}};
  CHECK(ledger.post(uses) == "6:720 redemption 1 available #7 > redeemed until 25\n6:720 rule 10 issued > available #9");
  CHECK(ledger.post(returned(ledger, 7, redeemed.id)) == "refused: The reward \"Mug\" was used already, or its time is over.");
  CHECK(ledger.post(returned(ledger, 8, uses.id)) == "8:720 redemption 1 redeemed > available #7 until 25\n8:720 return 10 available #9 > issued");
  CHECK(verify(ledger).ok());
}

TEST_CASE("[X4] A hold reserves stock until it ends, and a snapshot of it holds the same") {
  SmallLedger ledger = mugs();
  Event hold = about_mug(ledger, EventKind::kHold, 5);
  CHECK(ledger.post(hold) == "5:720 hold 10 available #1 > held #1\n5:720 hold 5 available #2 > held #2");
  CHECK(ledger.rebuilt.state.usage.front().used == kMicro);
  Event confirm = ledger.at(EventKind::kCommit, 5, 1);
  confirm.more = {{"hold", Value{hold.id}}};
  CHECK(ledger.post(confirm) ==
        "5:720 redemption 10 held #1 > redeemed\n5:720 redemption 5 held #2 > redeemed\n5:720 redemption 1 issued > available #9 until 25");
  CHECK(ledger.rebuilt.state.usage.front().used == kMicro);
  CHECK(ledger.post(about_mug(ledger, EventKind::kHold, 6)) != kGone);
  CHECK(ledger.post(about_mug(ledger, EventKind::kRedeem, 6)) == kGone);
  ledger.let_time_pass(7);
  CHECK(ledger.rebuilt.state.usage.front().used == kMicro);
  CHECK(verify(ledger).ok());
}

TEST_CASE("[R8] A voided voucher is forfeited, and its price and its stock come back") {
  SmallLedger ledger = mugs();
  CHECK(ledger.post(about_mug(ledger, EventKind::kVoid, 5, "voucher")) == "refused: The member has no reward \"Mug\".");
  const Event redeemed = about_mug(ledger, EventKind::kRedeem, 5);
  ledger.post(redeemed);
  CHECK(ledger.post(about_mug(ledger, EventKind::kVoid, 6, "voucher")) ==
        "6:720 forfeit 1 available #7 > forfeited until 25\n6:720 redemption 5 redeemed > available #2\n6:720 redemption 10 redeemed > available #1");
  CHECK(ledger.rebuilt.state.usage.front().used == 0);
  CHECK(ledger.post(returned(ledger, 7, redeemed.id)) == "refused: The reward \"Mug\" was used already, or its time is over.");
  CHECK(ledger.post(about_mug(ledger, EventKind::kRedeem, 8)) != kGone);
  CHECK(verify(ledger).ok());
}

TEST_CASE("[R8] Of several vouchers of one redemption each brings its share of the price back") {
  SmallLedger ledger = mugs();
  Event both = about_mug(ledger, EventKind::kRedeem, 5);
  both.more = {{"count", Value{Number{"2"}}}, {"reward", Value{std::string("Mug")}}};
  ledger.post(both);
  CHECK(ledger.post(about_mug(ledger, EventKind::kVoid, 6, "voucher")) ==
        "6:720 forfeit 1 available #8 > forfeited until 25\n6:720 redemption 10 redeemed > available #3\n6:720 redemption 5 redeemed > available #2");
  CHECK(ledger.rebuilt.state.usage.front().used == kMicro);
  CHECK(ledger.post(about_mug(ledger, EventKind::kVoid, 7, "voucher")) ==
        "7:720 forfeit 1 available #8 > forfeited until 25\n7:720 redemption 5 redeemed > available #2\n7:720 redemption 10 redeemed > available #1");
  CHECK(ledger.rebuilt.state.usage.front().used == 0);
  CHECK(ledger.post(about_mug(ledger, EventKind::kVoid, 8, "voucher")) == "refused: The member has no reward \"Mug\".");
  CHECK(verify(ledger).ok());
}

TEST_CASE("[R4] What a rule gave for a redemption goes with the last of its vouchers") {
  SmallLedger ledger = ledger_of([](Program& program) {
    sells_mugs(program);
    Rule thanks = program.rules.front();
    thanks.name = "Thanks";
    thanks.triggers = 1U << (static_cast<unsigned>(EventKind::kRedeem) - 1);
    thanks.gives.front().rate = {kMicro, 1};
    program.rules.insert(program.rules.begin(), thanks);
  });
  ledger.join(0, 1);
  for (int day = 1; day <= 4; ++day) ledger.post(ledger.purchase(day, 1));
  Event both = about_mug(ledger, EventKind::kRedeem, 5);
  both.more = {{"count", Value{Number{"2"}}}, {"reward", Value{std::string("Mug")}}};
  CHECK(ledger.post(both).ends_with("5:720 redemption 2 issued > available #8 until 25\n5:720 rule 1 issued > available #9"));
  CHECK(ledger.post(about_mug(ledger, EventKind::kVoid, 6, "voucher")) ==
        "6:720 forfeit 1 available #8 > forfeited until 25\n6:720 redemption 10 redeemed > available #3\n6:720 redemption 5 redeemed > available #2");
  CHECK(ledger.post(about_mug(ledger, EventKind::kVoid, 7, "voucher")) ==
        "7:720 forfeit 1 available #8 > forfeited until 25\n7:720 redemption 5 redeemed > available #2\n7:720 redemption 10 redeemed > available #1\n"
        "7:720 return 1 available #9 > issued");
  CHECK(verify(ledger).ok());
}

TEST_CASE("A voucher that a rule gave is forfeited alone") {
  SmallLedger ledger = ledger_of([](Program& program) {
    sells_mugs(program);
    program.rules.front().gives.front().unit = UnitId{std::size_t{1}};
    program.rules.front().gives.front().rate = {kMicro, 1};
  });
  ledger.join(0, 1);
  ledger.post(ledger.purchase(1, 1));
  CHECK(ledger.post(about_mug(ledger, EventKind::kVoid, 6, "voucher")) == "6:720 forfeit 1 available #1 > forfeited until 21");
  CHECK(verify(ledger).ok());
}
