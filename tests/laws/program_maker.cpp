#include "tests/laws/program_maker.hpp"

#include "tests/laws/condition_maker.hpp"
#include "tests/laws/give_maker.hpp"
#include "tests/laws/ladder_maker.hpp"
#include "tests/laws/later_maker.hpp"
#include "tests/laws/reward_maker.hpp"

namespace setia::laws {
namespace {

std::string make_heading(Dice& dice) {
  std::string text = "program \"Laws\" version 1\n  currency EUR\n  timezone \"Asia/Jakarta\"\n";
  if (dice.chance(30)) text += "  day ends at " + dice.word({"01:00", "03:30"}) + "\n";
  if (dice.chance(30)) text += "  week starts on " + dice.word({"sunday", "saturday"}) + "\n";
  if (dice.chance(20)) text += "  year starts on 15 January\n";
  if (dice.chance(10)) text += "  runs from 2027-01-05 until 2027-02-20\n";
  if (dice.chance(30)) text += "  members join by buying\n";
  return text;
}

std::string make_round(Dice& dice) {
  return "  round " + dice.word({"down", "up", "half up", "half down", "half even"}) + dice.word({"", " to 0.1", " to 0.01", " to 5"}) + " per " +
         dice.word({"item", "line", "rule", "receipt"}) + "\n";
}

std::string make_life(Dice& dice) {
  std::string text;
  if (dice.chance(30)) {
    text += "  expire " + dice.word({"20 days after earning", "1 month after earning, at the end of the month", "3 weeks after joining",
                                     "at the end of the next month", "on 2027-03-10", "on 1 March", "40 days after release"}) + "\n";
  }
  if (dice.chance(20)) text += "  pending " + dice.word({"3 days", "36 hours", "1 week"}) + "\n";
  return text;
}

std::string make_points(Dice& dice, const std::string& unit, const std::string& singular) {
  std::string text = "points " + unit + "\n  one is a " + singular + "\n";
  text += "  worth " + dice.word({"0.01", "0.05", "1.00", "0.0033"}) + " EUR each\n";
  if (dice.chance(60)) text += make_round(dice);
  if (dice.chance(30)) text += "  multipliers " + dice.word({"add up", "compound", "keep the highest"}) + "\n";
  if (dice.chance(20)) text += "  multipliers reach flat gives too\n";
  return text + make_life(dice);
}

std::string make_items(Dice& dice, const std::string& name) {
  std::string text = "items \"" + name + "\"\n";
  text += dice.chance(30) ? "  all items\n" : "  category is \"" + dice.word({"coffee", "tea", "cake"}) + "\"\n";
  if (dice.chance(40)) text += "  or sku is \"K1\" or \"K2\"\n";
  if (dice.chance(30)) text += "  and price is at least " + money(dice.from(100, 900)) + "\n";
  if (dice.chance(30)) text += "  and brand is not \"Alba\"\n";
  if (dice.chance(30)) text += "  except tag is \"" + dice.word(kWords.tags) + "\"\n";
  return text;
}

std::string make_segment(Dice& dice) {
  std::string text = "segment \"Regulars\"\n  when " + make_member_condition(dice) + "\n";
  if (dice.chance(40)) text += "  and " + make_member_condition(dice) + "\n";
  return text;
}

std::string make_measure(Dice& dice) {
  const std::string window = dice.word({"this month", "in the last 10 days", "ever", "in the last 2 full weeks", "this week"});
  std::string text = "measure \"Habit\"\n";
  switch (dice.from(0, 5)) {
    case 0: text += "  sum of spend on category \"coffee\" or \"tea\" " + window + "\n"; break;
    case 1: text += "  sum of spend " + window + "\n"; break;
    case 2: text += "  largest of spend per week in the last 3 full weeks\n"; break;
    case 3: text += "  average of spend per " + dice.word({"week in the last 3 full weeks", "day this week", "month in the last 3 full months"}) + "\n"; break;
    case 4: text += "  average of spend by " + dice.word({"category", "sku", "store"}) + " this month\n"; break;
    default: text += "  smallest of spend per week in the last 2 full weeks\n"; break;
  }
  if (dice.chance(40)) text += "  when store is \"" + dice.word(kWords.stores) + "\"\n";
  return text;
}

std::string make_stack(Dice& dice, const std::vector<RuleShape>& rules, int stack) {
  std::string text = "stack \"" + stack_name(stack) + "\"\n  keep " + dice.word({"the best", "the best", "the first", "the lowest", "all"}) + "\n";
  std::vector<std::string> names;
  for (const RuleShape& rule : rules)
    if (rule.stack == stack) names.push_back(rule.name);
  if (names.size() >= 2 && dice.chance(40)) text += "  first \"" + names[1] + "\"\n  then \"" + names[0] + "\"\n";
  return text;
}

std::string make_limit(Dice& dice) {
  std::string text = "limit \"Purse\"\n  at most " + dice.word({"30 beans per member per week", "100 beans in total", "4 times per member per month",
                                                                "8 times in total", "60.00 EUR of spend per member per week", "2.00 EUR per store per month"}) + "\n";
  if (dice.chance(20)) text += "  from 2027-01-10 until 2027-01-25\n";
  if (dice.chance(15)) text += "  all or nothing\n";
  return text;
}

Declarations make_later_kinds(Dice& dice) {
  Declarations all;
  const auto add = [&](int percent, Declarations (*make)(Dice&)) {
    if (!dice.chance(percent)) return;
    const Declarations more = make(dice);
    all.insert(all.end(), more.begin(), more.end());
  };
  const bool referral = dice.chance(50);
  if (referral) add(100, make_referral);
  add(referral ? 100 : 50, make_rewards);
  add(40, make_priced_ladder);
  add(30, make_counter);
  add(30, make_close);
  add(30, make_tender);
  return all;
}

}  // namespace

Declarations make_program(Dice& dice, Kinds kinds) {
  Declarations all;
  all.push_back(make_heading(dice));
  all.emplace_back("member\n  has grade text\n  has boost number\n  has home text\n");
  all.emplace_back("receipt\n  has trip text\n  has miles number\n");
  all.emplace_back("line\n  has litre number\n");
  all.push_back(make_points(dice, "beans", "bean"));
  all.push_back(make_points(dice, "stars", "star"));
  all.push_back(make_items(dice, "Sweet"));
  all.push_back(make_items(dice, "Fine"));
  all.push_back(make_segment(dice));
  all.push_back(make_measure(dice));
  const std::vector<RuleShape> shapes = make_shapes(dice);
  for (const RuleShape& shape : shapes) {
    std::string rule = make_rule(dice, shape, shapes);
    if (dice.chance(20)) rule += make_round(dice);
    if (dice.chance(20)) rule += make_life(dice);
    all.push_back(std::move(rule));
  }
  for (int stack = 0; stack < 2; ++stack) all.push_back(make_stack(dice, shapes, stack));
  all.push_back(make_limit(dice));
  const auto add = [&](const Declarations& more) { all.insert(all.end(), more.begin(), more.end()); };
  if (dice.chance(40)) add(make_ladder(dice));
  if (dice.chance(20)) add(make_wallet(dice));
  if (kinds == Kinds::kOfOracle && dice.chance(30)) add(make_given_rewards(dice));
  if (kinds == Kinds::kOfOracle && dice.chance(20)) add(make_plain_referral(dice));
  if (kinds == Kinds::kAll) add(make_later_kinds(dice));
  return all;
}

std::string joined(const Declarations& declarations) {
  std::string text;
  for (const std::string& declaration : declarations) text += (text.empty() ? "" : "\n") + declaration;
  return text;
}

rules::ProgramText text_of(const Declarations& declarations) {
  rules::ProgramText text;
  text.sources.emplace_back("laws.setia", joined(declarations));
  text.lists.push_back({"Categories", "category", kWords.categories, {{"espresso", "coffee"}}});
  return text;
}

}  // namespace setia::laws
