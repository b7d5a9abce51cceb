// Requests about units: what is spent, held, paid with and adjusted, posting by posting.
#include <catch2/catch.hpp>

#include "engine/lots.hpp"
#include "engine/snapshot.hpp"
#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

// Ten beans pay 1,000 minor units; every purchase gives ten, which live 20 days.
void sells(Program& program) {
  Expiry days;
  days.length = {20, LengthUnit::kDays};
  program.units[0].life.expiries = {days};
  PayWith with;
  with.rate.micro = 10 * kMicro;
  with.rate.minor = 1'000;
  with.step_micro = kMicro;
  program.pay_with = {with};
}

// A member who joined on day 0 and has the beans of one purchase a day from day 1 on.
SmallLedger shop(int purchases = 3) {
  SmallLedger ledger = ledger_of(sells);
  ledger.join(0, 1);
  for (int day = 1; day <= purchases; ++day) ledger.post(ledger.purchase(day, 1));
  return ledger;
}

Event asks(SmallLedger& ledger, EventKind kind, int day, const std::string& amount, Fields more = {}) {
  Event event = ledger.at(kind, day, 1);
  event.more = std::move(more);
  event.more.push_back({"amount", Value{Number{amount}}});
  event.more.push_back({"unit", Value{std::string("beans")}});
  std::sort(event.more.begin(), event.more.end(), [](const Field& a, const Field& b) { return a.name < b.name; });
  return event;
}

Event holds(SmallLedger& ledger, int day, const std::string& amount, const std::string& id) {
  Event event = asks(ledger, EventKind::kHold, day, amount);
  event.id = id;
  return event;
}

Event ends(SmallLedger& ledger, EventKind kind, int day, const std::string& hold) {
  Event event = ledger.at(kind, day, 1);
  event.more.push_back({"hold", Value{hold}});
  return event;
}

Event adjusts(SmallLedger& ledger, int day, const std::string& amount, Fields more = {}) {
  more.push_back({"reason", Value{std::string("Counted wrongly")}});
  return asks(ledger, EventKind::kAdjust, day, amount, std::move(more));
}

Payment in_beans(std::int64_t beans, const std::string& hold = {}) {
  Payment payment;
  payment.unit = "beans";
  payment.hold = hold;
  payment.has_points = beans != 0;
  payment.points_micro = beans * kMicro;
  return payment;
}

Event pays(SmallLedger& ledger, int day, std::int64_t minor, Payment payment) {
  Event event = ledger.purchase(day, 1, minor);
  event.payments = {std::move(payment), Payment{}};
  return event;
}

void later(Event& event, int minutes) {
  event.stamp.instant_second += minutes * 60;
  event.stamp.local.minute = static_cast<Minute>(event.stamp.local.minute + minutes);
  event.stamp.program = event.stamp.local;
}

const Holding& beans_of(const SmallLedger& ledger) { return ledger.rebuilt.state.members[1].holdings.front(); }

}  // namespace

TEST_CASE("[U1] A redemption takes lots in spending order") {
  SmallLedger ledger = shop();
  CHECK(ledger.post(asks(ledger, EventKind::kRedeem, 4, "15")) ==
        "4:720 redemption 10 available #1 > redeemed until 21\n4:720 redemption 5 available #2 > redeemed until 22");
  CHECK(ledger.balance(1) == "15 available 0 pending 0 owed");
  CHECK(ledger.rebuilt.state.books[0].redeemed_micro == 15 * kMicro);
  CHECK(verify(ledger).ok());
}

TEST_CASE("[X2] Not enough, nothing, of nothing known or by nobody is refused with its reason") {
  SmallLedger ledger = shop();
  CHECK(ledger.post(asks(ledger, EventKind::kRedeem, 4, "31")) == "refused: The balance is 30 beans, and the request is for 31 beans.");
  CHECK(ledger.outcome.refusal.reason == RefusalReason::kBalance);
  CHECK(ledger.post(asks(ledger, EventKind::kRedeem, 4, "0")) == "refused: An amount of nothing changes nothing.");
  CHECK(ledger.post(asks(ledger, EventKind::kRedeem, 4, "-5")) == "refused: Nobody spends less than nothing.");
  Event other = ledger.at(EventKind::kRedeem, 4, 1);
  other.more = {{"amount", Value{Number{"5"}}}, {"unit", Value{std::string("seeds")}}};
  CHECK(ledger.post(other) == "refused: The program has no unit \"seeds\".");
  Event nobody = asks(ledger, EventKind::kRedeem, 4, "5");
  nobody.member = MemberIndex{};
  CHECK(ledger.post(nobody) == "refused: The event says nobody whose balance it is about.");
  CHECK(ledger.balance(1) == "30 available 0 pending 0 owed");
}

TEST_CASE("[X2] What has lapsed by now cannot be spent") {
  SmallLedger ledger = shop(1);
  CHECK(ledger.post(asks(ledger, EventKind::kRedeem, 22, "5")) == "refused: The balance is 0 beans as of 2027-01-23, and the request is for 5 beans.");
  CHECK(ledger.balance(1) == "10 available 0 pending 0 owed");
}

TEST_CASE("[X1] A hold keeps its lots, and a commit spends them") {
  SmallLedger ledger = shop();
  CHECK(ledger.post(holds(ledger, 4, "15", "H1")) ==
        "4:720 hold 10 available #1 > held #1 until 21\n4:720 hold 5 available #2 > held #2 until 22");
  CHECK(beans_of(ledger).held_micro == 15 * kMicro);
  CHECK(ledger.post(holds(ledger, 4, "5", "H1")) == "refused: The member has an open hold of this name.");
  CHECK(ledger.post(ends(ledger, EventKind::kCommit, 4, "H1")) ==
        "4:720 redemption 10 held #1 > redeemed until 21\n4:720 redemption 5 held #2 > redeemed until 22");
  CHECK(ledger.post(ends(ledger, EventKind::kCommit, 4, "H1")) == "refused: The hold \"H1\" was confirmed already.");
  CHECK(ledger.post(ends(ledger, EventKind::kCancel, 4, "H1")) == "refused: The hold \"H1\" was confirmed already.");
  CHECK(ledger.balance(1) == "15 available 0 pending 0 owed");
  CHECK(verify(ledger).ok());
}

TEST_CASE("[X1] A hold ends by itself at its instant, and a commit then says so") {
  SmallLedger ledger = shop();
  ledger.post(holds(ledger, 4, "15", "H1"));
  Event commit = ends(ledger, EventKind::kCommit, 4, "H1");
  later(commit, 15);
  CHECK(ledger.post(commit) == "refused: The hold \"H1\" has ended by itself.");
  CHECK(ledger.let_time_pass(5) == "4:735 hold end 10 held #1 > available #1 until 21\n4:735 hold end 5 held #2 > available #2 until 22");
  CHECK(ledger.post(ends(ledger, EventKind::kCancel, 5, "H1")) == "refused: The hold \"H1\" has ended by itself.");
  CHECK(verify(ledger).ok());
}

TEST_CASE("[X1] What was held past its last day lapses the moment the hold ends") {
  SmallLedger ledger = shop(1);
  Event late = holds(ledger, 21, "4", "H1");
  later(late, 715);  // 23:55 of the last valid day
  ledger.post(late);
  CHECK(ledger.let_time_pass(23) ==
        "22:0 expiry 6 available #1 > expired until 21\n22:10 hold end 4 held #1 > available #1 until 21\n"
        "22:10 expiry 4 available #1 > expired until 21");
  CHECK(verify(ledger).ok());
}

TEST_CASE("[X3] A payment is taken before the receipt earns, and the rest of its hold comes back") {
  SmallLedger ledger = shop();
  CHECK(ledger.post(pays(ledger, 4, 5'000, in_beans(20))) ==
        "4:720 redemption 10 available #1 > redeemed until 21\n4:720 redemption 10 available #2 > redeemed until 22\n"
        "4:720 rule 10 issued > available #6 until 24");
  ledger.post(holds(ledger, 4, "15", "H1"));
  CHECK(ledger.post(pays(ledger, 4, 5'000, in_beans(12, "H1"))) ==
        "4:720 redemption 10 held #3 > redeemed until 23\n4:720 redemption 2 held #6 > redeemed until 24\n"
        "4:720 hold end 3 held #6 > available #6 until 24\n4:720 rule 10 issued > available #12 until 24");
  CHECK(beans_of(ledger).held_micro == 0);
  CHECK(verify(ledger).ok());
}

TEST_CASE("[X3] A hold pays all it holds when the payment says no amount, and more than it holds when it does") {
  SmallLedger ledger = shop();
  ledger.post(holds(ledger, 4, "15", "H1"));
  CHECK(ledger.post(pays(ledger, 4, 5'000, in_beans(0, "H1"))) ==
        "4:720 redemption 10 held #1 > redeemed until 21\n4:720 redemption 5 held #2 > redeemed until 22\n"
        "4:720 rule 10 issued > available #8 until 24");
  ledger.post(holds(ledger, 4, "5", "H2"));
  CHECK(ledger.post(pays(ledger, 4, 5'000, in_beans(7, "H2"))) ==
        "4:720 redemption 5 held #2 > redeemed until 22\n4:720 redemption 2 available #3 > redeemed until 23\n"
        "4:720 rule 10 issued > available #12 until 24");
  CHECK(verify(ledger).ok());
}

TEST_CASE("[X1] A payment by a hold that has ended is judged as one without") {
  SmallLedger ledger = shop();
  ledger.post(holds(ledger, 4, "15", "H1"));
  CHECK(ledger.post(pays(ledger, 5, 5'000, in_beans(0, "H1"))) == "refused: The member has no open hold \"H1\".");
  const std::string posted = ledger.post(pays(ledger, 5, 5'000, in_beans(15, "H1")));
  CHECK(posted.find("5:720 redemption 10 available #1 > redeemed") != std::string::npos);
  CHECK(verify(ledger).ok());
}

TEST_CASE("[X3] Money and units that contradict the rate, or pay more than there is to pay, are refused") {
  SmallLedger ledger = shop();
  Event wrong = pays(ledger, 4, 5'000, in_beans(10));
  wrong.payments[0].has_amount = true;
  wrong.payments[0].amount_minor = 1'001;
  CHECK(ledger.post(wrong).starts_with("refused: The rate makes 10 beans worth "));
  CHECK(ledger.post(pays(ledger, 4, 1'500, in_beans(20))).starts_with("refused: "));
  Event unknown = pays(ledger, 4, 5'000, in_beans(10));
  unknown.payments[0].unit = "seeds";
  CHECK(ledger.post(unknown) == "refused: The program has no unit \"seeds\".");
  Event money = pays(ledger, 4, 5'000, in_beans(0));
  money.payments[0].has_amount = true;
  money.payments[0].amount_minor = 1'250;  // 12.5 beans: whole ones pay it
  CHECK(ledger.post(money).find("redemption 3 available #2") != std::string::npos);
}

TEST_CASE("An adjust gives a lot of its own, with a reason") {
  SmallLedger ledger = shop(0);
  CHECK(ledger.post(asks(ledger, EventKind::kAdjust, 4, "7")) == "refused: The adjust does not say why.");
  CHECK(ledger.post(adjusts(ledger, 4, "7")) == "4:720 adjust 7 adjusted > available #1 until 24");
  CHECK(ledger.post(adjusts(ledger, 4, "3", {{"expires", Value{std::string("2027-12-31")}}})) ==
        "4:720 adjust 3 adjusted > available #2 until 364");
  CHECK(ledger.post(adjusts(ledger, 4, "3", {{"expires", Value{std::string("soon")}}})) == "refused: This is no day.");
  CHECK(ledger.rebuilt.state.books[0].adjusted_micro == -10 * kMicro);
  CHECK(verify(ledger).ok());
}

TEST_CASE("An adjust takes no more than there is, unless it is forced; what comes next pays the debt") {
  SmallLedger ledger = shop(1);
  CHECK(ledger.post(adjusts(ledger, 4, "-12")) == "refused: The balance is 10 beans, and the adjust takes 12 beans.");
  CHECK(ledger.post(adjusts(ledger, 4, "-12", {{"force", Value{true}}})) ==
        "4:720 adjust 10 available #1 > adjusted until 21\n4:720 adjust 2 available > adjusted");
  CHECK(ledger.balance(1) == "-2 available 0 pending 2 owed");
  CHECK(ledger.post(asks(ledger, EventKind::kRedeem, 4, "1")) == "refused: The balance is -2 beans, and the request is for 1 bean.");
  CHECK(ledger.post(adjusts(ledger, 5, "5")) == "5:720 adjust 5 adjusted > available #4 until 25\n5:720 debt 2 available #4 > available until 25");
  CHECK(ledger.balance(1) == "3 available 0 pending 0 owed");
  CHECK(verify(ledger).ok());
}

TEST_CASE("[R7] A forced adjust goes as far below zero as the unit lets it, or takes what there is") {
  SmallLedger ledger = ledger_of([](Program& program) {
    sells(program);
    program.units[0].may_go_below = true;
    program.units[0].floor_micro = 5 * kMicro;
  });
  ledger.join(0, 1);
  CHECK(ledger.post(adjusts(ledger, 1, "-6", {{"force", Value{true}}})) == "refused: The balance is 0 beans, and the adjust takes 6 beans.");
  CHECK(ledger.post(adjusts(ledger, 1, "-5", {{"force", Value{true}}})) == "1:720 adjust 5 available > adjusted");
  SmallLedger forgiving = ledger_of([](Program& program) {
    sells(program);
    program.units[0].written_off = true;
  });
  forgiving.join(0, 1);
  forgiving.post(forgiving.purchase(1, 1));
  CHECK(forgiving.post(adjusts(forgiving, 2, "-12", {{"force", Value{true}}})) == "2:720 adjust 10 available #1 > adjusted until 21");
  CHECK(forgiving.balance(1) == "0 available 0 pending 0 owed");
}

TEST_CASE("Replay and snapshots know holds, open and ended") {
  SmallLedger ledger = shop();
  ledger.post(holds(ledger, 4, "12", "H1"));
  ledger.post(holds(ledger, 4, "4", "H2"));
  ledger.post(ends(ledger, EventKind::kCancel, 4, "H1"));
  ledger.post(holds(ledger, 4, "6", "H3"));
  ledger.post(ends(ledger, EventKind::kCommit, 4, "H3"));
  Rebuilt anew;
  REQUIRE(ledger.replay(ReplayMode::kVerify, anew).ok());
  Bytes live, replayed, again;
  encode_state(ledger.world(), live);
  encode_state({anew.versions, anew.state, anew.symbols, ledger.sealer}, replayed);
  CHECK(live == replayed);
  Symbols symbols;
  const Result<State> state = decode_state(live, ledger.rebuilt.versions, symbols, ledger.sealer);
  REQUIRE(state.ok());
  encode_state({ledger.rebuilt.versions, state.value(), symbols, ledger.sealer}, again);
  CHECK(live == again);
  CHECK(state.value().members[1].holds.size() == 3);
  CHECK(state.value().members[1].holdings.front().held_micro == 4 * kMicro);
}
