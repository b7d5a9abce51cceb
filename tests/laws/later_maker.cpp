#include "tests/laws/later_maker.hpp"

#include "tests/laws/condition_maker.hpp"

namespace setia::laws {
namespace {

std::string number(Dice& dice, std::int64_t low, std::int64_t high) { return std::to_string(dice.from(low, high)); }

std::string make_often(Dice& dice) {
  return dice.word({"  without limit\n", "  at most 1 time per member per day\n", "  at most 2 times per member per month\n", "  at most 5 times in total\n"});
}

std::string make_reward(Dice& dice, const std::string& name) {
  std::string text = "reward " + quoted(name) + "\n";
  const bool priced = dice.chance(60);
  if (priced) text += "  price " + number(dice, 4, 30) + dice.word({" beans", " stars"}) + "\n";
  if (dice.chance(40)) text += "  worth 1.50 EUR\n";
  if (dice.chance(60)) text += "  valid " + dice.word({"10 days", "1 month", "until the end of the month"}) + "\n";
  if (dice.chance(30)) text += "  at most " + number(dice, 1, 3) + " held\n";
  if (priced && dice.chance(40)) text += "  bought automatically\n";
  return text + "  comes back on return whole\n";
}

}  // namespace

Declarations make_rewards(Dice& dice) {
  Declarations all{make_reward(dice, "Coffee"), make_reward(dice, "Mug")};
  all.push_back("rule \"Big basket\"\n  on purchase\n  when basket total is at least " + money(dice.from(500, 3000)) + "\n  give reward " +
                dice.word({"\"Coffee\"", "\"Mug\"", "\"Coffee\" or \"Mug\""}) + "\n" + make_often(dice));
  if (dice.chance(40)) all.push_back("rule \"Welcome gift\"\n  on joining\n  give reward \"Mug\"\n  at most 1 time per member ever\n");
  if (dice.chance(60))
    all.push_back("rule \"Holder\"\n  on purchase\n  when member has " + dice.word({"", "no "}) + "reward \"Coffee\"\n  give 2 stars\n" + make_often(dice));
  if (dice.chance(60)) all.push_back("rule \"Redeemed\"\n  on redemption" + dice.word({"", " of \"Coffee\""}) + "\n  give " + number(dice, 1, 5) + " stars\n" + make_often(dice));
  return all;
}

Declarations make_referral(Dice& dice) {
  std::string text = "referral \"Friend\"\n";
  if (dice.chance(85))
    text += "  friend must " + dice.word({"buy", "buy for at least 12.00 EUR", "buy 2 times", "earn 6 beans", "buy 2 items of category \"tea\"", "spend 15.00 EUR"}) +
            dice.word({"", " within 20 days of joining"}) + "\n";
  if (dice.chance(30)) text += "  friend must " + dice.word({"earn 3 stars", "buy 3 items of category \"coffee\"", "buy on 2 different days"}) + "\n";
  if (dice.chance(40)) text += "  at most " + number(dice, 1, 2) + " friends per referrer per month\n";
  Declarations all{text};
  all.push_back("rule \"Friend done\"\n  on referral \"Friend\"\n  give " + number(dice, 1, 9) + " beans\n  give " + number(dice, 2, 12) + dice.word({" stars", " beans"}) +
                " to the referrer\n  without limit\n");
  if (dice.chance(60))
    all.push_back("rule \"First order\"\n  on purchase\n  when member was referred\n  give " + dice.word({"5% of spend as stars", "1 star per 2.00 EUR of spend"}) +
                  " to the referrer\n" + (dice.chance(40) ? "  at most 9 stars per referrer per month\n" : ""));
  if (dice.chance(40)) all.push_back("rule \"Friends\"\n  on referral\n  when referrer friends this month is at least 2\n  give reward \"Mug\" to the referrer\n  without limit\n");
  return all;
}

// Each level has a price, or what is over goes into the next period.
Declarations make_priced_ladder(Dice& dice) {
  const bool period = dice.chance(50);
  const std::string window = period ? "this status period" : dice.word({"this month", "this week"});
  std::string text = "tiers club\n  count " + dice.word({"spend ", "beans earned ", "purchases "}) + window + "\n  | tier | from | stars | keeps for |\n";
  if (dice.chance(50)) text += "  | base | 0 | x1.2 | " + dice.word({"10 days", "1 month"}) + " |\n";
  text += "  | low | 2 | x1.5 | " + dice.word({"10 days", "2 weeks"}) + " |\n";
  if (dice.chance(70)) text += "  | high | 20 | x2 | " + dice.word({"6 days", "1 month"}) + " |\n";
  if (dice.chance(70)) text += "  start from zero when moving up\n";
  if (dice.chance(60)) text += "  carry the surplus over" + dice.word({"", ", at most 10"}) + "\n";
  text += "  move down " + dice.word({"one step", "to match"}) + "\n";
  Declarations all{text};
  all.push_back("rule \"Club factor\"\n  on purchase\n" + dice.word({"", "  earn at the status reached\n"}) + "  multiply stars by club stars\n");
  all.push_back("rule \"Club rise\"\n  on status change\n  when club " + dice.word({"rises to low", "falls to low", "becomes low"}) + "\n  give " + number(dice, 1, 6) +
                dice.word({" beans", " stars"}) + "\n" + make_often(dice));
  return all;
}

Declarations make_counter(Dice& dice) {
  return {"counter \"Cups\"\n  counts numbers\n" + dice.word({"", "  starts again each month\n", "  starts again each week\n"}) + dice.word({"", "  never below zero\n"}),
          "rule \"Cups in\"\n  on purchase\n  add items of category \"coffee\" or \"tea\" to counter \"Cups\"\n",
          "rule \"Cups out\"\n  on purchase\n  when counter \"Cups\" " + dice.word({"is at least 4", "reaches 5", "reaches 3 and every 4 after"}) + "\n  give " + number(dice, 1, 9) +
              " stars\n" + dice.word({"", "  take items of category \"tea\" from counter \"Cups\"\n"}) + "  without limit\n"};
}

Declarations make_close(Dice& dice) {
  return {"rule \"Close\"\n  at the end of the " + dice.word({"week", "month"}) + "\n  when spend this " + dice.word({"week", "month"}) + " is at least " + money(dice.from(500, 4000)) +
          "\n  give " + dice.word({"5 beans", "1 star per 3.00 EUR of spend this month", "2% of spend this week as stars"}) + "\n" +
          dice.word({"  at most 40 EUR per member per month\n", "  without limit\n", "  at most 5.00 EUR per member per month\n"})};
}

Declarations make_tender(Dice& dice) {
  return {"pay with beans\n  " + dice.word({"10 beans for 0.50 EUR", "1 bean for 0.10 EUR"}) + "\n" + dice.word({"", "  on category \"coffee\" or \"tea\"\n", "  in steps of 5 beans\n"}) +
          "  comes back on return in part\n"};
}

}  // namespace setia::laws
