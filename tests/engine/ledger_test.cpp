// Ledger tables: events on the left, postings on the right.
#include <catch2/catch.hpp>

#include "engine/civil.hpp"
#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

SmallLedger plain() {
  return ledger_of([](Program&) {});
}

Expiry after(std::int64_t count, LengthUnit unit, Since since = Since::kEarning) {
  Expiry expiry;
  expiry.length = {count, unit};
  expiry.since = since;
  return expiry;
}

SmallLedger expiring(Expiry expiry) {
  return ledger_of([&](Program& program) { program.units[0].life.expiries = {expiry}; });
}

SmallLedger pending(Expiry when, bool until_day = false) {
  return ledger_of([&](Program& program) {
    program.units[0].life.pending.any = true;
    program.units[0].life.pending.until_day = until_day;
    program.units[0].life.pending.when = when;
  });
}

}  // namespace

TEST_CASE("The fixture's first day is 2027-01-01") { CHECK(day_from({2027, 1, 1}) == kStart); }

TEST_CASE("What a rule gives moves from issued to available and opens a lot") {
  SmallLedger ledger = plain();
  ledger.join(0, 1);
  CHECK(ledger.post(ledger.purchase(1, 1)) == "1:720 rule 10 issued > available #1");
  CHECK(ledger.post(ledger.purchase(2, 1)) == "2:720 rule 10 issued > available #2");
  CHECK(ledger.balance(1) == "20 available 0 pending 0 owed");
  CHECK(ledger.rebuilt.state.books[0].issued_micro == -20 * kMicro);
}

TEST_CASE("[P1] A receipt of nobody, or of a stranger, posts nothing and is counted apart") {
  SmallLedger ledger = plain();
  CHECK(ledger.post(ledger.purchase(1, 0)).empty());
  CHECK(ledger.outcome.without_member);
  CHECK(ledger.outcome.members.empty());
  CHECK(ledger.post(ledger.purchase(1, 1)).empty());
  CHECK(ledger.outcome.without_member);
  CHECK(ledger.outcome.members == std::vector{MemberIndex{1}});
  CHECK(ledger.rebuilt.state.joined == 0);
  CHECK(ledger.rebuilt.state.members.size() == 2);
}

TEST_CASE("[P1] Where members join by buying the stranger joins first") {
  SmallLedger ledger = ledger_of([](Program& program) { program.members_join_by_buying = true; });
  CHECK(ledger.post(ledger.purchase(1, 1)) == "1:720 rule 10 issued > available #1");
  CHECK_FALSE(ledger.outcome.without_member);
  CHECK(ledger.rebuilt.state.joiners == std::vector{MemberIndex{1}});
  CHECK(ledger.rebuilt.state.members[1].joined == CivilTime{kStart + 1, 720});
}

TEST_CASE("[P1] [J5] What joining by buying used of a budget is no longer there for the receipt") {
  SmallLedger ledger = ledger_of([](Program& program) {
    program.members_join_by_buying = true;
    program.rules[0].triggers |= 1U << (static_cast<unsigned>(EventKind::kJoin) - 1);
    Limit budget;
    budget.text = budget.name = "Budget";
    budget.shared = true;
    budget.kind = CapKind::kUnits;
    budget.most = 15 * kMicro;
    budget.scope = CapScope::kTotal;
    budget.window = CapWindow::kEver;
    program.limits = {budget};
    program.rules[0].shared = {LimitId{0}};
  });
  CHECK(ledger.post(ledger.purchase(1, 1)) == "1:720 rule 10 issued > available #1\n1:720 rule 5 issued > available #2");
}

TEST_CASE("[P1] [R2] What came with joining by buying stays when the receipt is returned") {
  SmallLedger ledger = ledger_of([](Program& program) {
    program.members_join_by_buying = true;
    program.rules[0].triggers |= 1U << (static_cast<unsigned>(EventKind::kJoin) - 1);
  });
  const Event receipt = ledger.purchase(1, 1);
  CHECK(ledger.post(receipt) == "1:720 rule 10 issued > available #1\n1:720 rule 10 issued > available #2");
  Event returned = ledger.at(EventKind::kReturn, 2, 1);
  returned.receipt = receipt.id;
  CHECK(ledger.post(returned) == "2:720 return 10 available #2 > issued");
}

TEST_CASE("[P1] A blocked member is given nothing, and what falls due runs on") {
  SmallLedger ledger = expiring(after(10, LengthUnit::kDays));
  ledger.join(0, 1);
  ledger.post(ledger.purchase(1, 1));
  ledger.post(ledger.at(EventKind::kMember, 2, 1));
  Event blocked = ledger.at(EventKind::kMember, 2, 1);
  blocked.more.push_back({"state", Value{std::string("blocked")}});
  CHECK(ledger.post(blocked).empty());
  CHECK(ledger.post(ledger.purchase(3, 1)).empty());
  CHECK(ledger.post(ledger.purchase(12, 1)) == "12:0 expiry 10 available #1 > expired until 11");
}

TEST_CASE("[P1] Closing forfeits what is available and pending") {
  SmallLedger ledger = plain();
  ledger.join(0, 1);
  ledger.post(ledger.purchase(1, 1));
  Event closed = ledger.at(EventKind::kMember, 2, 1);
  closed.more.push_back({"state", Value{std::string("closed")}});
  CHECK(ledger.post(closed) == "2:720 forfeit 10 available #1 > forfeited");
  CHECK(ledger.post(ledger.purchase(3, 1)).empty());
}

TEST_CASE("[T2] N days after earning: the Nth day is the last valid one, gone at 00:00 of the next") {
  SmallLedger ledger = expiring(after(10, LengthUnit::kDays));
  ledger.join(0, 1);
  CHECK(ledger.post(ledger.purchase(1, 1)) == "1:720 rule 10 issued > available #1 until 11");
  CHECK(ledger.post(ledger.purchase(11, 1)) == "11:720 rule 10 issued > available #2 until 21");
  CHECK(ledger.post(ledger.purchase(12, 1)) == "12:0 expiry 10 available #1 > expired until 11\n12:720 rule 10 issued > available #4 until 22");
}

TEST_CASE("[T2] Months after the 31st end on the last day of a shorter month") {
  SmallLedger ledger = expiring(after(1, LengthUnit::kMonths));
  ledger.join(0, 1);
  CHECK(ledger.post(ledger.purchase(30, 1)) == "30:720 rule 10 issued > available #1 until 58");  // 31 January -> 28 February
}

TEST_CASE("[U1] An edge moves the last valid day to the end of the month, or to a yearly day") {
  Expiry month_end = after(1, LengthUnit::kMonths);
  month_end.edge = Edge::kCalendarEnd;
  month_end.calendar = CalendarUnit::kMonth;
  SmallLedger monthly = expiring(month_end);
  monthly.join(0, 1);
  CHECK(monthly.post(monthly.purchase(4, 1)) == "4:720 rule 10 issued > available #1 until 58");
  Expiry yearly = after(1, LengthUnit::kMonths);
  yearly.edge = Edge::kNextYearly;
  yearly.month = 12;
  yearly.day = 31;
  SmallLedger ledger = expiring(yearly);
  ledger.join(0, 1);
  CHECK(ledger.post(ledger.purchase(4, 1)) == "4:720 rule 10 issued > available #1 until 364");
}

TEST_CASE("[T2] A day of the next year counts the program's years from the day's") {
  Expiry next_year;
  next_year.kind = ExpiryKind::kYearly;
  next_year.month = 3;
  next_year.day = 31;
  next_year.year_shift = 1;
  SmallLedger ledger = expiring(next_year);
  ledger.join(0, 1);
  CHECK(ledger.post(ledger.purchase(4, 1)) == "4:720 rule 10 issued > available #1 until 455");  // 2028-03-31
}

TEST_CASE("[U1] Of several expiry lines the earliest wins") {
  SmallLedger ledger = ledger_of([](Program& program) {
    program.units[0].life.expiries = {after(12, LengthUnit::kMonths), after(5, LengthUnit::kDays)};
  });
  ledger.join(0, 1);
  CHECK(ledger.post(ledger.purchase(1, 1)) == "1:720 rule 10 issued > available #1 until 6");
}

TEST_CASE("[U1] Inactivity moves the date of the whole balance by the happenings it names") {
  Expiry idle = after(5, LengthUnit::kDays, Since::kLast);
  idle.last = {Happening::kPurchase};
  SmallLedger ledger = expiring(idle);
  ledger.join(0, 1);
  ledger.post(ledger.purchase(1, 1));
  CHECK(ledger.post(ledger.purchase(6, 1)) == "6:720 rule 10 issued > available #2");
  CHECK(ledger.let_time_pass(11).empty());
  CHECK(ledger.let_time_pass(12) == "12:0 expiry 10 available #1 > expired\n12:0 expiry 10 available #2 > expired");
}

TEST_CASE("[T4] Pending N days is released at 00:00 of the day N days after the earning day") {
  SmallLedger ledger = pending(after(14, LengthUnit::kDays));
  ledger.join(0, 1);
  CHECK(ledger.post(ledger.purchase(1, 1)) == "1:720 rule 10 issued > pending #1 released 15");
  CHECK(ledger.balance(1) == "0 available 10 pending 0 owed");
  CHECK(ledger.let_time_pass(14).empty());
  CHECK(ledger.let_time_pass(15) == "15:0 release 10 pending #1 > available #1");
  CHECK(ledger.balance(1) == "10 available 0 pending 0 owed");
}

TEST_CASE("[T4] Pending hours end at their instant") {
  SmallLedger ledger = pending(after(30, LengthUnit::kHours));
  ledger.join(0, 1);
  ledger.post(ledger.purchase(1, 1));
  CHECK(ledger.let_time_pass(2).empty());
  CHECK(ledger.post(ledger.at(EventKind::kMember, 3, 1)) == "2:1080 release 10 pending #1 > available #1");
}

TEST_CASE("[T3] At one instant releases come before expiry, and what is past already comes and goes in one") {
  SmallLedger ledger = ledger_of([](Program& program) {
    program.units[0].life.expiries = {after(4, LengthUnit::kDays)};
    program.units[0].life.pending.any = true;
    program.units[0].life.pending.when = after(5, LengthUnit::kDays);
  });
  ledger.join(0, 1);
  ledger.post(ledger.purchase(1, 1));
  CHECK(ledger.let_time_pass(9) == "6:0 release 10 pending #1 > available #1 until 5\n6:0 expiry 10 available #1 > expired until 5");
}

TEST_CASE("[L1] A late lot that is past its expiry comes and goes in one") {
  SmallLedger ledger = expiring(after(5, LengthUnit::kDays));
  ledger.join(0, 1);
  ledger.post(ledger.purchase(20, 1));
  CHECK(ledger.post(ledger.purchase(1, 1)) == "1:720 rule 10 issued > available #2 until 6\n7:0 expiry 10 available #2 > expired until 6");
  CHECK(ledger.balance(1) == "10 available 0 pending 0 owed");
}

TEST_CASE("[R7] A new lot pays debt first") {
  SmallLedger ledger = plain();
  ledger.join(0, 1);
  ledger.post(ledger.purchase(1, 1));
  Posting owed;  // a return that took back more than was there
  owed.number = ledger.rebuilt.state.postings + 1;
  owed.why = PostingWhy::kAdjust;
  owed.from = {AccountKind::kAvailable, MemberIndex{1}};
  owed.to = {AccountKind::kAdjusted, MemberIndex{}};
  owed.amount_micro = 25 * kMicro;
  Outcome outcome;
  outcome.postings = {owed};
  take(ledger.rebuilt.versions, outcome, ledger.rebuilt.state.sequence + 1, {}, ledger.rebuilt.state);
  CHECK(ledger.balance(1) == "-15 available 0 pending 25 owed");
  CHECK(ledger.post(ledger.purchase(2, 1)) == "2:720 rule 10 issued > available #3\n2:720 debt 10 available #3 > available");
  CHECK(ledger.balance(1) == "-5 available 0 pending 15 owed");
}

TEST_CASE("[T1] An instant more than a day after its arrival is refused, the past is not") {
  SmallLedger ledger = plain();
  ledger.join(10, 1);
  Event early = ledger.purchase(5, 1);
  early.stamp.received_second -= 86'401;
  CHECK(ledger.post(early) == "refused: The event lies more than a day after its arrival.");
  CHECK(ledger.outcome.refusal.reason == RefusalReason::kTime);
  early.stamp.received_second += 1;
  CHECK(ledger.post(early) == "5:720 rule 10 issued > available #1");
}

TEST_CASE("Another currency and a wrong sum of payments are refused, and change nothing") {
  SmallLedger ledger = plain();
  ledger.join(0, 1);
  Event foreign = ledger.purchase(1, 1);
  foreign.currency = ledger.rebuilt.symbols.intern("USD");
  CHECK(ledger.post(foreign) == "refused: The receipt is in another currency than the program.");
  Event short_paid = ledger.purchase(1, 1);
  short_paid.payments.resize(1);
  short_paid.payments[0].has_amount = true;
  short_paid.payments[0].amount_minor = 999;
  CHECK(ledger.post(short_paid) == "refused: The payments come to 9.99 IDR, the lines to 10.00 IDR.");
  short_paid.payments[0].has_amount = false;
  CHECK(ledger.post(short_paid) == "1:720 rule 10 issued > available #1");
}

TEST_CASE("Events of kinds that are not answered are refused with words") {
  SmallLedger ledger = plain();
  CHECK(ledger.post(ledger.at(EventKind::kExchange, 1, 0)) == "refused: This kind of event is not yet answered.");
}

TEST_CASE("A field is set by its type; a wrong type is refused") {
  SmallLedger ledger = plain();
  ledger.join(0, 1);
  CHECK(ledger.post(ledger.member_event(EventKind::kMember, 1, 1, "set", {{"birthday", Value{std::string("1990-05-17")}}, {"town", Value{std::string("Bandung")}}})).empty());
  REQUIRE(ledger.rebuilt.state.members[1].fields.size() == 2);
  CHECK(ledger.rebuilt.state.members[1].fields[0].value == day_from({1990, 5, 17}));
  CHECK(ledger.post(ledger.member_event(EventKind::kMember, 1, 1, "set", {{"birthday", Value{true}}})) ==
        "refused: The value is of another type than the program says.");
  CHECK(ledger.outcome.refusal.field == "set.birthday");
}
