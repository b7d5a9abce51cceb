// [T3] [Law] Time that passes with the next receipt comes to the same as time that passes every day.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/laws/agreement.hpp"
#include "tests/laws/run_length.hpp"
#include "tests/laws/shrink.hpp"

namespace setia::laws {
namespace {

constexpr std::int64_t kTimeEvents = 40;

constexpr const char* kClocks = R"(program "Clocks" version 1
  currency EUR
  timezone "Asia/Jakarta"
  cycle starts on day 12

member
  has grade text

points beans
  one is a bean
  worth 0.01 EUR each
  pending 3 days
  expire 9 days after earning

points coins
  one is a coin
  never expire while grade is "gold"
  expire 6 days after the last purchase

points stars
  one is a star
  round half up per cycle

rule "Base"
  on purchase
  give 1 bean per 0.30 EUR of spend

rule "Coin"
  on purchase
  give 1 coin
  at most 2 times per member per cycle

rule "Stars"
  on purchase
  give 1 star per 7.00 EUR of spend

period "Own"
  lasts 10 days from the first purchase

rule "Week"
  at the end of the week
  when spend this week is at least 10.00 EUR
  give 5 beans
  at most 40 beans in total

rule "Cycle"
  at the end of the cycle
  give 1 coin per 3.00 EUR of spend this cycle

rule "Own ends"
  at the end of the period "Own"
  when purchases this period "Own" is at least 2
  give 4 coins

rule "Mornings"
  each day at 09:00
  when purchases in the last 2 days is at least 1
  and beans held is at most 500
  give 3 beans

rule "Birthday"
  on birthday
  give 7 coins

rule "Anniversary"
  on joining anniversary
  give 9 coins

rule "Later"
  once 4 days after joining at 10:00
  give 2 coins
  at most 4 coins in total

rule "Hello"
  on joining
  give 1 coin
)";

// Ladders of every kind, side by side.
constexpr const char* kLadders = R"(program "Ladders" version 1
  currency EUR
  timezone "Asia/Jakarta"

points beans
  one is a bean
  worth 0.01 EUR each

points coins
  one is a coin

tiers fading
  count spend in the last 10 days
  | tier | from  | beans |
  | low  | 10.00 | x1.5  |
  | high | 40.00 | x2    |

tiers stepping
  count beans earned in the last 2 weeks
  | tier | from | keeps for |
  | low  | 20   | 9 days    |
  | mid  | 60   | 6 days    |
  | high | 120  | 5 days    |
  move down one step
  grace 2 days
  warn 3 days before moving down

tiers weekly
  count purchases this week
  | tier | from | to stay | keeps for                |
  | low  | 1    | 1       | until the end of the month |
  | high | 3    | 2       | until the end of the month |
  move up at week end
  move down to match at month end

tiers priced
  count spend this status period
  | tier | from  | keeps for |
  | base | 0     | 12 days   |
  | low  | 20.00 | 12 days   |
  | high | 30.00 | 8 days    |
  start from zero when moving up
  carry the surplus over
  move down one step

tiers running
  count purchases this status period
  | tier | from | keeps for |
  | low  | 2    | 10 days   |
  | high | 5    | 10 days   |

tiers carried
  count spend this month
  | tier | from   | keeps for                       |
  | low  | 30.00  | until the end of the next month |
  | high | 100.00 | until the end of the next month |
  carry the surplus over, at most 25.00 EUR

period "Fair"
  from 2027-01-08 until 2027-01-19
  from 2027-02-01 until 2027-02-10

period "Run"
  lasts 6 days from the first purchase

tiers fairs
  count purchases this period "Fair"
  | tier | from |
  | seen | 1    |
  | keen | 3    |
  move up at period "Fair" end
  move down one step at period "Fair" end

tiers runs
  count purchases this period "Run"
  | tier | from | keeps for |
  | some | 2    | 4 days    |
  | many | 3    | 8 days    |
  move down one step at period "Run" end

tiers dated
  count spend last week
  | tier | from  | since      |
  | low  | 10.00 | -          |
  | low  | 25.00 | 2027-01-20 |
  | high | 60.00 | 2027-01-09 |
  move down one step every 5 days

rule "Base"
  on purchase
  give 1 bean per 0.30 EUR of spend

rule "More"
  on purchase
  multiply beans by fading beans

rule "Up"
  on status change
  when fading rises to high
  give 5 beans
  without limit

rule "Down"
  on status change
  when stepping falls to low
  give 7 beans
  at most 30 beans in total

rule "Weekly"
  on status change
  when weekly becomes high
  give 3 coins
  without limit

rule "Dated"
  on status change
  when dated rises to low
  give 2 coins
  without limit
)";

Happenings in_order(Happenings events) {
  std::stable_sort(events.begin(), events.end(), [](const engine::Event& a, const engine::Event& b) {
    return a.stamp.instant_second < b.stamp.instant_second;
  });
  return events;
}

enum class Passing { kWithReceipts, kEveryDay };

std::string after(Compiled& compiled, const Happenings& history, Passing passing) {
  World world(compiled);
  engine::Day day = engine::day_from({2027, 1, 1});
  for (const engine::Event& event : in_order(history)) {
    for (; passing == Passing::kEveryDay && day <= event.stamp.program.day; ++day) world.let_fall_due(day);
    world.let_clocks_run(engine::passed_with(event.stamp));
    world.post(event);
  }
  const engine::Day last = engine::day_from({2028, 3, 1});
  for (; passing == Passing::kEveryDay && day < last; ++day) world.let_fall_due(day);
  world.let_fall_due(last);
  return dump(compiled, world.state());
}

std::string after(const rules::ProgramText& text, std::uint64_t seed, Passing passing) {
  const auto compiled = compile(text, std::make_shared<engine::Symbols>());
  REQUIRE(compiled != nullptr);
  Dice dice(seed);
  return after(*compiled, make_history(dice, kTimeEvents, *compiled->words), passing);
}

// In what the two ways to pass time differ; a program that does not check differs in nothing.
std::string differs_by_passing(const Pair& pair) {
  const auto compiled = compile(text_of(pair.program), pair.words);
  if (compiled == nullptr) return {};
  return lines_of_one_alone(after(*compiled, pair.history, Passing::kEveryDay), after(*compiled, pair.history, Passing::kWithReceipts));
}

TEST_CASE("[T3] lazily and day by day time passes alike", "[law]") {
  const std::int64_t cases = how_many(30);
  for (const char* program : {kClocks, kLadders}) {
    const rules::ProgramText text = text_of({program});
    for (std::int64_t i = 0; i < cases; ++i) {
      const std::uint64_t seed = first_seed() + static_cast<std::uint64_t>(i);
      CAPTURE(seed);
      REQUIRE(after(text, seed, Passing::kWithReceipts) == after(text, seed, Passing::kEveryDay));
    }
  }
}

TEST_CASE("[T3] lazily and day by day time passes alike in programs of all kinds", "[law]") {
  const std::uint64_t first = first_seed() + 14'000'000;
  std::int64_t tries = 0, failing = 0;
  for (std::int64_t i = 0; i < how_many(100) && failing < 3; ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), kTimeEvents, tries, Kinds::kAll);
    if (differs_by_passing(pair).empty()) continue;
    ++failing;
    const Pair small = shrunk(pair, [](const Pair& smaller) { return !differs_by_passing(smaller).empty(); });
    FAIL_CHECK(in_words(small) + differs_by_passing(small));
  }
  CHECK(failing == 0);
}

}  // namespace
}  // namespace setia::laws
