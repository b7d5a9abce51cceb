#include "tests/laws/condition_maker.hpp"

#include "tests/laws/program_maker.hpp"

namespace setia::laws {
namespace {

std::string make_window(Dice& dice) {
  return dice.word({"this day", "this week", "this month", "last month", "last week", "in the last 7 days", "in the last 2 weeks", "in the last 1 month",
                    "in the last 2 full weeks", "in the first 10 days after joining", "since joining", "since 2027-01-10", "until 2027-01-20",
                    "from 2027-01-08 until 2027-01-18", "ever"});
}

std::string make_bound(Dice& dice, std::int64_t low, std::int64_t high) {
  const std::string compare = dice.word({"at least ", "at most ", "more than ", "less than "});
  if (dice.chance(20)) return "from " + money(low) + " to " + money(high);
  return compare + money(dice.from(low, high));
}

std::string make_count(Dice& dice) { return dice.word({"at least ", "at most ", "", "not "}) + std::to_string(dice.from(1, 4)); }

std::string make_time_condition(Dice& dice) {
  switch (dice.from(0, 5)) {
    case 0: return "day is saturday or sunday";
    case 1: return "day is not " + dice.word({"monday", "friday"});
    case 2: return "day is from friday to monday";
    case 3: return "day of the month is 1 or 9 or 17";
    case 4: return "time is from " + dice.word({"07:00 to 12:30", "22:00 to 02:00"});
    default: return "date is " + dice.word({"", "not "}) + "from 2027-01-08 to 2027-01-19";
  }
}

std::string make_field_condition(Dice& dice) {
  const std::string is = dice.word({" is ", " is not "});
  switch (dice.from(0, 6)) {
    case 0: return "store" + is + quoted(dice.word(kWords.stores)) + " or \"S9\"";
    case 1: return "channel" + is + quoted(dice.word(kWords.channels));
    case 2: return "payment method" + is + quoted(dice.word(kWords.methods));
    case 3: return "code" + is + quoted(dice.word(kWords.codes));
    case 4: return "trip" + is + quoted(dice.word(kWords.trips));
    case 5: return "miles is " + make_count(dice);
    default: return "store is member home";
  }
}

std::string make_basket_condition(Dice& dice) {
  switch (dice.from(0, 7)) {
    case 0: return "basket has " + make_what(dice);
    case 1: return "basket has no " + make_what(dice);
    case 2: return "basket total is " + make_bound(dice, 500, 4000);
    case 3: return "spend on " + make_what(dice) + " is " + make_bound(dice, 100, 2500);
    case 4: return "items of " + make_what(dice) + " is at least " + std::to_string(dice.from(1, 3));
    case 5: return "different category is at least 2";
    case 6: return "spend paid by " + quoted(dice.word(kWords.methods)) + " is " + make_bound(dice, 100, 1500);
    default: return "different sku of category \"coffee\" is at most 1";
  }
}

std::string make_history_condition(Dice& dice) {
  switch (dice.from(0, 7)) {
    case 0: return "spend " + make_window(dice) + " is " + make_bound(dice, 1000, 9000);
    case 1: return "spend except " + make_what(dice) + " " + make_window(dice) + " is " + make_bound(dice, 500, 6000);
    case 2: return "purchases " + make_window(dice) + " is " + make_count(dice);
    case 3: return "purchases of at least 8.00 EUR " + make_window(dice) + " is " + make_count(dice);
    case 4: return "different store " + make_window(dice) + " is at least 2";
    case 5: return "spend " + dice.word({"this month", "ever", "this week"}) + " reaches " + money(dice.from(1000, 5000)) + dice.word({"", " and every 20.00 EUR after"});
    case 6: return "purchases " + dice.word({"this month", "ever"}) + " reaches " + std::to_string(dice.from(1, 4));
    default: return "items of " + make_what(dice) + " " + make_window(dice) + " is at least 3";
  }
}

}  // namespace

std::string money(std::int64_t minor) {
  const std::string cents = std::to_string(minor % 100);
  return std::to_string(minor / 100) + "." + (cents.size() < 2 ? "0" : "") + cents + " EUR";
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string make_what(Dice& dice) {
  switch (dice.from(0, 4)) {
    case 0: return "sku " + quoted(dice.word(kWords.skus)) + " or " + quoted("K9");
    case 1: return "brand " + quoted(dice.word(kWords.brands));
    case 2: return "tag " + quoted(dice.word(kWords.tags));
    case 3: return "items " + quoted(dice.word({"Sweet", "Fine"}));
    default: return "category " + quoted(dice.word(kWords.categories));
  }
}

std::string make_member_condition(Dice& dice) {
  switch (dice.from(0, 7)) {
    case 0: return "member grade is " + dice.word({"", "not "}) + quoted(dice.word(kWords.grades));
    case 1: return "member boost is at least 2";
    case 2: return "purchase number is " + make_count(dice);
    case 3: return "birthday is " + dice.word({"today", "this week", "this month"});
    case 4: return "joining was " + dice.word({"at least", "at most"}) + " " + dice.word({"5 days", "2 weeks", "1 month", "60 hours"}) + " ago";
    case 5: return "beans earned " + dice.word({"this month", "ever", "in the last 7 days"}) + " is less than " + std::to_string(dice.from(2, 60)) + " beans";
    case 6: return "stars held is at most " + std::to_string(dice.from(2, 60)) + " stars";
    default: return "measure \"Habit\" is at least " + money(dice.from(1000, 6000));
  }
}

std::string make_condition(Dice& dice) {
  const std::int64_t kind = dice.from(1, 100);
  if (kind <= 20) return make_time_condition(dice);
  if (kind <= 40) return make_field_condition(dice);
  if (kind <= 60) return make_basket_condition(dice);
  if (kind <= 80) return make_history_condition(dice);
  if (kind <= 85) return "member is " + dice.word({"", "not "}) + "in segment \"Regulars\"";
  return make_member_condition(dice);
}

}  // namespace setia::laws
