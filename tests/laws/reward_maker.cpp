#include "tests/laws/reward_maker.hpp"

#include "tests/laws/condition_maker.hpp"

namespace setia::laws {
namespace {

std::string how_often(Dice& dice) {
  return dice.word({"  without limit\n", "  at most 1 time per member per day\n", "  at most 2 times per member per month\n", "  at most 1 time per store per week\n"});
}

std::string make_voucher(Dice& dice, const std::string& name, bool held) {
  std::string text = "reward " + quoted(name) + "\n  worth " + dice.word({"1.50", "0.80"}) + " EUR\n";
  if (dice.chance(60)) text += "  price " + std::to_string(dice.from(2, 20)) + dice.word({" beans", " stars", " beans and 3 stars"}) + "\n";
  if (dice.chance(60)) text += "  valid " + dice.word({"10 days", "1 month", "until the end of the month", "3 weeks", "until 2027-02-03"}) + "\n";
  if (held) text += "  at most " + std::to_string(dice.from(1, 3)) + " held\n";
  if (dice.chance(30)) text += "  at most " + dice.word({"3 times in total", "1 time per member per month", "2 times per member ever", "1 time per member per day"}) + "\n";
  if (!held && dice.chance(20)) text += "  only when " + make_member_condition(dice) + "\n";
  if (dice.chance(20)) text += "  from 2027-01-04 until 2027-01-22\n";
  return text;
}

std::string make_giving(Dice& dice, const std::string& name, bool held) {
  const std::string purchase = held ? std::string("purchase") : "purchase\n  when " + make_condition(dice);
  std::string text = "rule " + quoted(name) + "\n  on " + (dice.chance(85) ? purchase : std::string("joining")) + "\n";
  text += "  give reward " + dice.word({"\"Coffee\"", "\"Mug\""}) + "\n";
  const bool two_units = dice.chance(25);
  if (two_units) text += "  give " + std::to_string(dice.from(2, 5)) + " beans\n";
  if (dice.chance(15)) text += "  pending " + dice.word({"3 days", "30 hours"}) + "\n";
  if (dice.chance(15)) text += "  expire " + dice.word({"8 days after earning", "at the end of the month", "9 days after release"}) + "\n";
  // Which of two units has what a limit in money leaves is not said anywhere.
  return text + (!two_units && dice.chance(20) ? "  at most 1.60 EUR per member per week\n" : how_often(dice));
}

}  // namespace

Declarations make_given_rewards(Dice& dice) {
  // The engine keeps no head-room of balances: where a return makes a condition hold, a reward with `held` is not given, though there was room [R2].
  const bool held = dice.chance(30);
  Declarations all{make_voucher(dice, "Coffee", held), make_voucher(dice, "Mug", held), make_giving(dice, "Treat", held)};
  if (dice.chance(60)) all.push_back(make_giving(dice, "Also a treat", held));
  if (dice.chance(50)) all.push_back("rule \"Redeemed\"\n  on redemption" + dice.word({"", " of \"Coffee\""}) + "\n  give " + std::to_string(dice.from(1, 5)) + " stars\n" + how_often(dice));
  if (dice.chance(60))
    all.push_back("rule \"Holder\"\n  on purchase\n  when member has " + dice.word({"", "no "}) + "reward " + dice.word({"\"Coffee\"", "\"Mug\"", "\"Coffee\" or \"Mug\""}) +
                  "\n  give 2 stars\n" + how_often(dice));
  return all;
}

// It gives no beans, which levels count.
Declarations make_plain_referral(Dice& dice) {
  Declarations all{"referral \"Friend\"\n" + (dice.chance(50) ? "  at most 1 friend per referrer " + dice.word({"per month", "per week", "ever"}) + "\n" : std::string()),
                   "rule \"Friend joined\"\n  on referral \"Friend\"\n  give " + std::to_string(dice.from(1, 9)) + " stars\n" +
                       (dice.chance(70) ? "  give " + std::to_string(dice.from(2, 12)) + " stars to the referrer\n" : "") + "  without limit\n"};
  if (dice.chance(60)) all.push_back("rule \"Friend buys\"\n  on purchase\n  when member was " + dice.word({"", "not "}) + "referred\n  give 2 stars\n" + how_often(dice));
  return all;
}

}  // namespace setia::laws
