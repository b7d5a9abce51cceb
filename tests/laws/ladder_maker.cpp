#include "tests/laws/ladder_maker.hpp"

#include "tests/laws/condition_maker.hpp"

namespace setia::laws {
namespace {

struct Count {
  std::string quantity;
  std::vector<std::int64_t> thresholds;
};

Count make_metric(Dice& dice) {
  const std::string window = dice.word({"this month", "this week", "in the last 10 days", "in the last 3 weeks", "in the last 1 month", "ever"});
  switch (dice.from(0, 3)) {
    case 0: return {"beans earned " + window, {4, 15, 50}};
    case 1: return {"purchases " + window, {1, 2, 4}};
    default: return {"spend " + window, {15, 45, 110}};
  }
}

std::string cell(const std::string& text) { return " " + text + " |"; }

// What a level keeps, and what it asks to stay; without either it lives while its count holds.
std::string make_levels(Dice& dice, const Count& count, bool keeps) {
  const bool stays = keeps && dice.chance(30), base = dice.chance(30);
  const std::vector<std::string> lives{"4 days", "10 days", "2 weeks", "1 month", "until the end of the month", "until the end of the next month"};
  const std::vector<std::string> names{"silver", "gold", "black"};
  std::string text = "  | tier | from | beans |" + std::string(stays ? " to stay |" : "") + (keeps ? " keeps for |" : "") + "\n";
  if (base) text += "  | bronze | 0 | x1.1 |" + std::string(stays ? " - |" : "") + (keeps ? " forever |" : "") + "\n";
  const std::size_t levels = static_cast<std::size_t>(dice.from(1, 3));
  for (std::size_t i = 0; i < levels; ++i) {
    const std::int64_t from = count.thresholds[i];
    text += "  |" + cell(names[i]) + cell(std::to_string(from)) + cell(dice.word({"x1.5", "x2", "-"}));
    if (stays) text += cell(std::to_string((from + 1) / 2));
    if (keeps) text += cell(dice.word(lives));
    text += "\n";
  }
  return text;
}

std::string make_tiers(Dice& dice, bool rises) {
  const Count count = make_metric(dice);
  const bool keeps = dice.chance(60);
  std::string text = "tiers status\n  count " + count.quantity + "\n" + make_levels(dice, count, keeps);
  if (!rises && dice.chance(30)) text += "  move up at " + dice.word({"week", "month", "period \"Fair\""}) + " end\n";
  if (dice.chance(10)) return text + "  never move down\n";
  if (dice.chance(50)) text += "  move down " + dice.word({"one step", "to match"}) + dice.word({"", " at once", " at week end", " at month end", " at period \"Fair\" end"}) + "\n";
  if (keeps && dice.chance(25)) text += "  grace " + dice.word({"2 days", "1 week"}) + "\n";
  return text;
}

}  // namespace

Declarations make_ladder(Dice& dice) {
  const bool rises = dice.chance(60);
  Declarations all{make_tiers(dice, rises)};
  if (all.front().find("\"Fair\"") != std::string::npos) all.push_back("period \"Fair\"\n  from 2027-01-05 until 2027-01-16\n  from 2027-01-25 until 2027-02-10\n");
  if (dice.chance(60)) all.push_back("rule \"Level extra\"\n  on purchase\n  multiply beans by status beans\n");
  if (dice.chance(60))
    all.push_back("rule \"Level only\"\n  on purchase\n  when status is " + dice.word({"silver", "not silver", "silver or higher", "silver or lower"}) +
                  "\n  give 1 star per " + money(dice.from(100, 500)) + " of spend\n");
  if (!rises) return all;
  const std::string cup = dice.chance(50) ? "  award badge \"Cup\"\n" : "";
  all.push_back("rule \"Rise\"\n  on status change\n  when status rises to silver\n  give " + std::to_string(dice.from(1, 9)) + dice.word({" beans", " stars"}) + "\n" + cup +
                dice.word({"  without limit\n", "  at most 1 time per member ever\n", "  at most 2 times per member per month\n"}));
  if (cup.empty()) return all;
  all.push_back("badge \"Cup\"\n  say \"The cup\"\n");
  if (dice.chance(60))
    all.push_back("rule \"With cup\"\n  on purchase\n  when member has " + dice.word({"", "no "}) + "badge \"Cup\"\n  give 2 stars\n  at most 1 time per member per day\n");
  return all;
}

Declarations make_wallet(Dice& dice) {
  std::string text = "wallet cash\n  in EUR\n";
  if (dice.chance(60)) text += "  round " + dice.word({"down", "half up", "half even"}) + " to 0.01 EUR per " + dice.word({"receipt", "line", "rule"}) + "\n";
  if (dice.chance(30)) text += "  expire " + dice.word({"20 days after earning", "at the end of the next month"}) + "\n";
  if (dice.chance(30)) text += "  pending " + dice.word({"3 days", "1 week"}) + "\n";
  Declarations all{text};
  std::string rule = "rule \"Back\"\n  on purchase\n  give " + dice.word({"2% of spend", "7.5% of spend on category \"coffee\"", "0.25 EUR per 5.00 EUR of spend", "0.50 EUR per full 4.00 EUR of spend"}) +
                     " as cash\n";
  if (dice.chance(60)) rule += "  at most " + money(dice.from(20, 300)) + " per member per " + dice.word({"week", "month", "day"}) + "\n";
  all.push_back(rule);
  if (dice.chance(40)) all.push_back("rule \"Twice back\"\n  on purchase\n  when " + make_condition(dice) + "\n  multiply cash by 2\n");
  return all;
}

}  // namespace setia::laws
