// [Law] Any order of arrival of the same events ends in the same balances, where no limit lies between them [L3].
#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

#include "tests/laws/agreement.hpp"
#include "tests/laws/run_length.hpp"

namespace setia::laws {
namespace {

constexpr engine::Day kFirst = 20'819;  // 2027-01-01

Declarations without_limits(Dice& dice) {
  Declarations all;
  all.emplace_back("program \"Laws\" version 1\n  currency EUR\n  timezone \"Asia/Jakarta\"\n");
  all.push_back("points beans\n  one is a bean\n  worth 0.01 EUR each\n  round " + dice.word({"down", "half up", "up"}) + " per " + dice.word({"line", "receipt"}) + "\n" +
                dice.word({"", "  expire 3 days after earning\n", "  expire 10 days after earning\n", "  pending 2 days\n", "  pending 2 days\n  expire 4 days after earning\n"}));
  all.push_back("rule \"Base\"\n  on purchase\n  give " + dice.word({"1 bean", "0.7 beans"}) + " per " + dice.word({"1.00", "3.33"}) + " EUR of spend\n  without limit\n");
  all.push_back("rule \"Small\"\n  on purchase\n  when basket total is at most " + dice.word({"8.00", "12.00"}) + " EUR\n  give 5 beans\n  without limit\n");
  all.push_back("rule \"Tea\"\n  on purchase\n  give 2 beans per item of category \"tea\"\n  without limit\n");
  return all;
}

engine::Event at(engine::EventKind kind, engine::Day day, const std::string& id) {
  engine::Event event;
  event.kind = kind;
  event.id = id;
  event.member = engine::MemberIndex{1};
  event.stamp = stamp_at(day, 600);
  event.stamp.received_second = stamp_at(kFirst + 60, 0).instant_second;
  return event;
}

// Three receipts and two returns, of the same receipt or of two.
Happenings receipts_and_returns(Dice& dice, engine::Symbols& symbols) {
  Happenings all;
  for (int receipt = 0; receipt < 3; ++receipt) {
    engine::Event event = at(engine::EventKind::kPurchase, kFirst + static_cast<engine::Day>(dice.from(1, 12)), "r" + std::to_string(receipt));
    for (std::int64_t line = dice.from(1, 3); line > 0; --line) {
      engine::Line one;
      one.category = symbols.intern(dice.word(kWords.categories));
      one.amount_minor = dice.from(200, 900);
      one.has_amount = true;
      event.lines.push_back(one);
    }
    all.push_back(event);
  }
  for (int number = 0; number < 2; ++number) {
    const engine::Event receipt = all[static_cast<std::size_t>(dice.from(0, 2))];
    engine::Event back = at(engine::EventKind::kReturn, receipt.stamp.local.day + static_cast<engine::Day>(dice.from(0, 9)), "b" + std::to_string(number));
    back.receipt = receipt.id;
    back.has_amount = true;
    back.amount_minor = dice.from(50, 100);
    all.push_back(back);
  }
  return all;
}

std::string balances_after(Compiled& compiled, const Happenings& events, const std::vector<std::size_t>& order, engine::Day day) {
  World world(compiled);
  world.post(at(engine::EventKind::kJoin, kFirst, "join"));
  for (const std::size_t one : order) CHECK_FALSE(world.post(events[one]).refused);
  CHECK(world.state().waiting.empty());
  world.let_fall_due(day);
  const engine::Holding& held = world.state().members[world.index_of(1).index()].holdings.at(0);
  return std::to_string(held.available_micro) + " available, " + std::to_string(held.pending_micro) + " pending, " + std::to_string(held.debt_micro) + " owed";
}

}  // namespace

TEST_CASE("[L3] every order of arrival ends in the same balances", "[law]") {
  const std::uint64_t first = first_seed() + 13'000'000;
  for (std::int64_t i = 0; i < how_many(40); ++i) {
    Dice dice(first + static_cast<std::uint64_t>(i));
    const Declarations program = without_limits(dice);
    const auto compiled = compile(text_of(program), std::make_shared<engine::Symbols>());
    REQUIRE(compiled != nullptr);
    const Happenings events = receipts_and_returns(dice, *compiled->words);
    const engine::Day day = kFirst + static_cast<engine::Day>(dice.from(22, 30));
    std::vector<std::size_t> order(events.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::string in_order = balances_after(*compiled, events, order, day);
    INFO("seed " << first + static_cast<std::uint64_t>(i) << "\n" << joined(program));
    while (std::next_permutation(order.begin(), order.end())) {
      if (balances_after(*compiled, events, order, day) == in_order) continue;
      std::string said;
      for (const std::size_t one : order) said += describe(*compiled, events[one]);
      INFO(said);
      CHECK(balances_after(*compiled, events, order, day) == in_order);
      break;
    }
  }
}

}  // namespace setia::laws
