// [Law] Splitting a receipt never earns more, for rates rounded down and without limits, minimums or flat gives. A line's share
// of whole blocks grows when other lines leave, so blocks are multiplied as a whole here.
#include <catch2/catch.hpp>

#include "tests/laws/agreement.hpp"
#include "tests/laws/run_length.hpp"

namespace setia::laws {
namespace {

Declarations rates_alone(Dice& dice) {
  Declarations all;
  all.emplace_back("program \"Laws\" version 1\n  currency EUR\n  timezone \"Asia/Jakarta\"\n");
  all.push_back("points beans\n  one is a bean\n  worth 0.01 EUR each\n  round down" + dice.word({"", " to 0.1", " to 3"}) + " per " + dice.word({"rule", "receipt"}) + "\n");
  const bool blocks = dice.chance(50);
  all.push_back("rule \"Base\"\n  on purchase\n  give " + dice.word({"1 bean", "3 beans", "0.7 beans"}) + " per " + (blocks ? "full " : "") +
                dice.word({"1.00", "3.33", "7.50"}) + " EUR of spend\n");
  all.push_back("rule \"Cashback\"\n  on purchase\n  give " + dice.word({"2", "3.3"}) + "% of spend on category \"coffee\" as beans\n");
  all.push_back("rule \"Factor\"\n  on purchase\n  multiply beans from \"Base\" by " + dice.word({"1.5", "2", "3"}) + (blocks ? "" : dice.word({"", " on category \"tea\""})) + "\n");
  return all;
}

engine::Event receipt(std::vector<engine::Line> lines) {
  engine::Event event;
  event.kind = engine::EventKind::kPurchase;
  event.stamp = stamp_at(engine::day_from({2027, 1, 9}), 600);
  event.member = engine::MemberIndex{1};
  event.lines = std::move(lines);
  return event;
}

std::int64_t earned(Compiled& compiled, const std::vector<engine::Event>& receipts) {
  World world(compiled);
  engine::Event join = receipt({});
  join.kind = engine::EventKind::kJoin;
  world.post(join);
  for (const engine::Event& event : receipts) world.post(event);
  return world.available_micro(1, 0);
}

}  // namespace

TEST_CASE("splitting a receipt never earns more", "[law]") {
  const std::uint64_t first = first_seed() + 7'000'000;
  for (std::int64_t i = 0; i < how_many(300); ++i) {
    Dice dice(first + static_cast<std::uint64_t>(i));
    const Declarations program = rates_alone(dice);
    const auto compiled = compile(text_of(program), std::make_shared<engine::Symbols>());
    REQUIRE(compiled != nullptr);
    std::vector<engine::Line> all, left, right;
    for (std::int64_t line = dice.from(2, 5); line > 0; --line) {
      engine::Line one;
      one.category = compiled->words->intern(dice.word(kWords.categories));
      one.amount_minor = dice.from(1, 2'000);
      one.has_amount = true;
      all.push_back(one);
      (dice.chance(50) ? left : right).push_back(one);
    }
    INFO("seed " << first + static_cast<std::uint64_t>(i) << "\n" << joined(program));
    CHECK(earned(*compiled, {receipt(left), receipt(right)}) <= earned(*compiled, {receipt(all)}));
  }
}

}  // namespace setia::laws
