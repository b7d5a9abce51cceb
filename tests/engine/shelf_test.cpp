#include "engine/shelf.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/programs.hpp"

namespace setia::engine {
namespace {

constexpr int kRules = 90;

Give points(int count) {
  Give give;
  give.rate = {count * kOne, 1};
  return give;
}

// Rules that begin and end on days of their own, more than a shelf has stretches; of three one stands under a store, one under
// another, and one under none.
struct Dated {
  Shop shop;
  SlotId store = shop.slot(SlotKind::kStore);

  Dated() {
    shop.program.rules.reserve(kRules);
    for (int i = 0; i < kRules; ++i) {
      const RuleId id = shop.rule(name(i), {points(1)});
      shop[id].from = {kDayZero + first(i), 0};
      shop[id].until = {kDayZero + last(i), 1'439};
      if (i % 3 > 0) shop.when_in(id, store, shop.set({i % 3 == 1 ? "north" : "south"}));
    }
  }

  static std::string name(int i) { return "Rule " + std::string(i < 10 ? "0" : "") + std::to_string(i); }
  static int first(int i) { return i * 7 % 60; }
  static int last(int i) { return first(i) + i * 5 % 40; }

  std::string expected(int day, int town) const {
    std::string text;
    for (int i = 0; i < kRules; ++i) {
      if (day < first(i) || last(i) < day || (i % 3 > 0 && i % 3 != town)) continue;
      text += (text.empty() ? "" : ", ") + name(i) + " 1";
    }
    return text;
  }
};

}  // namespace

TEST_CASE("a shelf has the rules in force whose text the event has, in order") {
  Dated dated;
  for (int day = -1; day < 101; ++day) {
    for (const int town : {0, 1, 2}) {
      Event event = dated.shop.receipt(day, {{100}});
      if (town > 0) event.store = dated.shop.text(town == 1 ? "north" : "south");
      INFO("day " << day << " town " << town);
      CHECK(dated.shop.quote(event) == dated.expected(day, town));
    }
  }
}

}  // namespace setia::engine
