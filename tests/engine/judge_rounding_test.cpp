// Rounding in stages, and shares by largest remainder [J4].
#include <catch2/catch.hpp>

#include <array>

#include "engine/rounding.hpp"
#include "tests/engine/programs.hpp"

using namespace setia::engine;

namespace {

Rounding stage(RoundStage at, RoundMode mode = RoundMode::kDown, std::int64_t step = kOne) {
  Rounding rounding;
  rounding.stage = at;
  rounding.mode = mode;
  rounding.step = step;
  return rounding;
}

}  // namespace

TEST_CASE("[J4] Each mode rounds as it says") {
  struct Row {
    RoundMode mode;
    std::array<int, 6> of;  // of 2.4, 2.5, 2.6, 3.5, 3.0, 0
  };
  const Row row = GENERATE(Row{RoundMode::kDown, {2, 2, 2, 3, 3, 0}}, Row{RoundMode::kUp, {3, 3, 3, 4, 3, 0}},
                           Row{RoundMode::kHalfUp, {2, 3, 3, 4, 3, 0}},
                           Row{RoundMode::kHalfDown, {2, 2, 3, 3, 3, 0}}, Row{RoundMode::kHalfEven, {2, 2, 3, 4, 3, 0}});
  constexpr std::array<int, 6> kTenths{24, 25, 26, 35, 30, 0};
  for (std::size_t i = 0; i < kTenths.size(); ++i) CHECK(static_cast<int>(round_quotient(kTenths[i], 10, row.mode)) == row.of[i]);
}

TEST_CASE("[J4] Shares add up, follow the largest remainder, and ties go to the earlier place") {
  const auto shares = [](int total, std::vector<Wide> weights) {
    std::vector<Wide> out(weights.size());
    allot(total, weights, out);
    return std::vector<int>(out.begin(), out.end());
  };
  CHECK(shares(10, {1, 1, 1}) == std::vector<int>{4, 3, 3});
  CHECK(shares(11, {1, 1, 1}) == std::vector<int>{4, 4, 3});
  CHECK(shares(7, {5, 3, 1}) == std::vector<int>{4, 2, 1});
  CHECK(shares(0, {5, 3}) == std::vector<int>{0, 0});
  CHECK(shares(4, {0, 0}) == std::vector<int>{0, 0});
  CHECK(shares(3, {0, 2, 0}) == std::vector<int>{0, 3, 0});
}

TEST_CASE("[J4] Per line and per item each by itself, per rule and per receipt the sum") {
  const auto with = [](RoundStage at) {
    Shop shop;
    shop.program.units[0].stages = {stage(at)};
    shop.rule("Base", {per_spend(1, 100)});
    shop.rule("Other", {per_spend(1, 100)});
    return shop.quote(shop.receipt(0, {{360, "tea", 2}, {250}}));
  };
  CHECK(with(RoundStage::kItem) == "Base 2 line 1, Base 2 line 2, Other 2 line 1, Other 2 line 2");  // 1.8 a piece
  CHECK(with(RoundStage::kRule) == "Base 6, Other 6");
  CHECK(with(RoundStage::kReceipt) == "Base 6, Other 6");  // 12.2
}

TEST_CASE("[J4] What is rounded over several rules is shared by largest remainder, ties to the rule first by name") {
  Shop shop;
  shop.program.units[0].stages = {stage(RoundStage::kReceipt)};
  shop.rule("A", {per_spend(1, 100)});
  shop.rule("B", {per_spend(1, 100)});
  CHECK(shop.quote(shop.receipt(0, {{150}})) == "A 2, B 1");
  Shop unequal;
  unequal.program.units[0].stages = {stage(RoundStage::kReceipt)};
  unequal.rule("A", {per_spend(1, 100)});
  unequal.rule("B", {per_spend(2, 100)});
  CHECK(unequal.quote(unequal.receipt(0, {{140}})) == "A 1, B 3");  // 1.4 and 2.8 come to 4
}

TEST_CASE("[J4] Stages follow each other, each once") {
  Shop shop;
  shop.program.units[0].stages = {stage(RoundStage::kLine, RoundMode::kHalfUp, 100'000), stage(RoundStage::kReceipt, RoundMode::kHalfUp)};
  shop.rule("Base", {per_spend(1, 1'000)});
  // 0.245 and 0.245 are 0.2 and 0.2; together 0.4 is nothing. Without the first stage 0.49 is nothing as well,
  // but 0.25 and 0.25 are 0.3 and 0.3, and 0.6 is one.
  CHECK(shop.quote(shop.receipt(0, {{245}, {245}})).empty());
  CHECK(shop.quote(shop.receipt(0, {{250}, {250}})) == "Base 1 line 1");
}

TEST_CASE("[J4] A rule may round in its own way; nothing of amount zero is posted") {
  Shop shop;
  shop.rule("Base", {per_spend(1, 100)});
  const RuleId fine = shop.rule("Fine", {per_spend(1, 100)});
  shop[fine].stages = {stage(RoundStage::kRule, RoundMode::kHalfEven, 10'000)};
  CHECK(shop.quote(shop.receipt(0, {{255}})) == "Base 2, Fine 2.55");
  const RuleId base{0};
  CHECK(shop.quote(shop.receipt(0, {{55}})) == "Fine 0.55");
  CHECK(shop.why(base).why == Why::kRounding);
}

TEST_CASE("[J4] Cuts by limits go down to the step, so rounding up never passes a limit") {
  Shop shop;
  shop.program.units[0].stages = {stage(RoundStage::kRule, RoundMode::kUp)};
  const RuleId base = shop.rule("Base", {per_spend(1, 100)});
  shop.own(base, at_most(4'500'000, CapKind::kUnits));
  CHECK(shop.quote(shop.receipt(0, {{430}})) == "Base 4");
  CHECK(shop.quote(shop.receipt(0, {{390}})) == "Base 4");
}
