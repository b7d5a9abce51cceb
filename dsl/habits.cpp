#include "dsl/habits.hpp"

#include <algorithm>
#include <iterator>

#include "dsl/words.hpp"

namespace setia::dsl {
namespace {

struct Habit {
  std::string_view before;  // the word that stands before it; empty: any, or none
  std::string_view word;
  std::string_view instead;
};
constexpr std::string_view kMultiply = "Write a number alone, for example  multiply points by 2  for twice as many";
constexpr std::string_view kJoining = "Write  on joining";
constexpr std::string_view kPurchase = "Write  on purchase";
constexpr std::string_view kReceipt = "Write  per receipt";
constexpr std::string_view kMember = "Write  per member  and how long, for example  per member per month";
constexpr std::string_view kFigures = "Write numbers in figures, for example  at most 3 times";
constexpr Habit kHabits[] = {
    {"", ">", "Write  is more than"},
    {"", "<", "Write  is less than"},
    {"", ">=", "Write  is at least"},
    {"", "<=", "Write  is at most"},
    {"", "=", "Write  is"},
    {"", "==", "Write  is"},
    {"on", "everything", "Write  basket  for all that is bought"},
    {"on", "signup", kJoining},
    {"on", "sign", kJoining},
    {"on", "register", kJoining},
    {"on", "purchases", kPurchase},
    {"on", "every", kPurchase},
    {"on", "sign-up", kJoining},
    {"on", "registration", kJoining},
    {"on", "enrolment", kJoining},
    {"on", "order", kPurchase},
    {"on", "sale", kPurchase},
    {"on", "checkout", kPurchase},
    {"on", "transaction", kPurchase},
    {"per", "order", kReceipt},
    {"per", "purchase", kReceipt},
    {"per", "transaction", kReceipt},
    {"per", "visit", kReceipt},
    {"per", "customer", kMember},
    {"per", "user", kMember},
    {"per", "person", kMember},
    {"", "free", "Write  is free , for example  1 item of category \"coffee\" is free for every 2 items of category \"coffee\""},
    {"", "spent", "Write  of spend , for example  give 1 point per 1.00 EUR of spend"},
    {"once", "per", "Write how often a line is for, for example  at most 1 time per member per year"},
    {"give", "double", kMultiply},
    {"give", "triple", kMultiply},
    {"when", "the", "Leave the word out"},
    {"when", "first", "Write  when purchase number is 1"},
    {"", "spends", "Write what is bought, for example  buys 10.00 EUR of \"tea\""},
    {"", "purchases", "Write what is bought, for example  buys 10.00 EUR of \"tea\""},
    {"", "two", kFigures},
    {"", "three", kFigures},
    {"", "four", kFigures},
    {"", "five", kFigures},
    {"", "six", kFigures},
    {"", "seven", kFigures},
    {"", "eight", kFigures},
    {"", "nine", kFigures},
    {"", "ten", kFigures},
    {"", "eleven", kFigures},
    {"", "twelve", kFigures},
};
constexpr std::string_view kPer = "Write  per , for example  give 1 point per 1.00 EUR of spend";
constexpr std::string_view kNumber = "Write the number, for example  give 1 point";
constexpr std::string_view kVoucher = "One line gives one voucher: write  give reward \"Free coffee\"  once for each";
constexpr std::string_view kBadge = "One line awards one badge: write  award badge \"Regular\"  once for each";
constexpr std::string_view kWholeBasket = "Write  basket  for all that is bought";
constexpr std::string_view kOnWhat = "Write  on , for example  discount 10% on basket";
constexpr std::string_view kCheapest = "Write  the cheapest item of , for example  discount 50% on the cheapest item of category \"tea\"";
constexpr std::string_view kCap = "Say for whom and how long, for example  at most 500 points per member per day";
constexpr std::string_view kExpiry = "Write how long and since when, for example  expire 12 months after earning";
constexpr std::string_view kEnd = "Write  at the end of the year";
constexpr std::string_view kMore = "Write  is more than";
constexpr std::string_view kLess = "Write  is less than";
constexpr std::string_view kBetween = "Write  from  and  to , for example  is from 10.00 EUR to 50.00 EUR , or  is from 17:00 to 19:00";
constexpr std::string_view kPending = "Write how long alone, for example  pending 14 days";
constexpr std::string_view kRound = "Write to how much and at what stage, for example  round half up to 10 per receipt";
constexpr std::string_view kUntil = "Write  until , for example  has 100 points until 2027-05-31";
constexpr std::string_view kOff = "Write the amount, for example  gets 1.00 EUR off";
// Words anywhere in a line that begins with a certain one.
struct LineHabit {
  std::string_view first, word, instead;
};
constexpr LineHabit kInLines[] = {
    {"give", "for", kPer},
    {"give", "once", "Say how often in a line of its own, for example  at most 1 time per member ever"},
    {"give", "referrer", "Write  to the referrer"},
    {"give", "friend", "Write  to the member : in a rule  on referral  that is the friend"},
    {"give", "and", "One line gives one thing: write another  give  below it"},
    {"give", "off", "Write  discount , for example  discount 5.00 EUR on basket"},
    {"give", "cashback", "Write of what and as what, for example  give 2% of spend as cashback"},
    {"give", "reward", kVoucher},
    {"give", "rewards", kVoucher},
    {"give", "badge", "Write  award , for example  award badge \"Regular\""},
    {"award", "badges", kBadge},
    {"award", "or", kBadge},
    {"award", "and", kBadge},
    {"give", "one", kNumber},
    {"give", "a", kNumber},
    {"give", "an", kNumber},
    {"discount", "off", kOnWhat},
    {"discount", "when", "Write the condition in a line of its own, for example  when basket total is at least 50.00 EUR"},
    {"discount", "all", kWholeBasket},
    {"discount", "total", kWholeBasket},
    {"discount", "cheapest", kCheapest},
    {"discount", "second", "Write  on each further item of category \"tea\" , or  on every full 2 items of category \"tea\""},
    {"multiply", "by", "Say what is multiplied, for example  multiply points by 2"},
    {"at", "a", kCap},
    {"at", "once", "Write  at most 1 time per member , and how long, for example  ever"},
    {"at", "per", "Say of what, for example  at most 1 time per member per day"},
    {"at", "spend", "Write  of spend , for example  at most 50.00 EUR of spend per member per month"},
    {"at", "least", "Write a condition, for example  when basket total is at least 50.00 EUR"},
    {"expire", "never", "What has no line  expire  never expires: leave the line out"},
    {"expire", "after", kExpiry},
    {"expire", "in", kExpiry},
    {"expire", "purchase", kExpiry},
    {"expire", "end", kEnd},
    {"expire", "year", kEnd},
    {"when", "over", kMore},
    {"when", "above", kMore},
    {"when", "under", kLess},
    {"when", "below", kLess},
    {"when", "between", kBetween},
    {"when", "at", "Write  is at least"},
    {"when", "contains", "Write  basket has , for example  basket has category \"tea\""},
    {"when", "bought", "Ask how many, for example  items of category \"tea\" ever is at least 1"},
    {"when", "purchases", "Write  purchases this month is at least 3 , or  purchase number is 3"},
    {"when", "paying", "Write  payment method is \"card\""},
    {"pending", "for", kPending},
    {"pending", "purchase", kPending},
    {"from", "to", "Write  until , for example  from 2027-01-01 until 2027-01-31"},
    {"round", "whole", kRound},
    {"round", "nearest", kRound},
    {"each", "at", "Say the day, for example  each month on day 1 at 09:00"},
    {"on", "month", "Write  each month on day 1 at 00:00  and  when birthday is this month"},
    {"on", "pays", "Write what is bought, for example  buys 10.00 EUR of \"tea\" paying by \"card\""},
    {"on", "refunds", "Write  returns \"R1\" , and name the receipt  as \"R1\""},
    {"on", "signs", "Write  joins"},
    {"on", "registers", "Write  joins"},
    {"on", "reviews", "What is not bought is done, for example  does \"review\""},
    {"on", "voucher", "Write  using reward \"Free coffee\""},
    {"on", "code", "Write  with code \"WELCOME\""},
    {"given", "expiring", kUntil},
    {"given", "lives", "Write a field of the member, for example  has city \"Paris\""},
    {"given", "no", "Leave the line out: nobody has anything that a test does not give them"},
    {"given", "a", "Write  has reward \"Free coffee\" , or the number, as in  has 1 point"},
    {"expect", "expiring", kUntil},
    {"expect", "earns", "Write  gets"},
    {"expect", "receives", "Write  gets"},
    {"expect", "no", "Write  gets nothing"},
    {"expect", "balance", "Write  has , for example  has 100 points"},
    {"expect", "does", "Write  gets nothing from \"Base\""},
    {"expect", "discount", kOff},
    {"once", "a", "Write  at most 1 time per member per year , or  each year on 1 January at 00:00"},
};
// Words that begin a line.
constexpr Habit kFirst[] = {
    {"", "except", "Say it in the line that gives, for example  give 1 point per 1.00 EUR of spend except category \"tobacco\""},
    {"", "buy", "Say what is free, for example  1 item of category \"coffee\" is free for every 2 items of category \"coffee\""},
    {"", "max", "Write  at most , for example  at most 500 points per member per day"},
    {"", "maximum", "Write  at most , for example  at most 500 points per member per day"},
    {"", "limit", "Write  at most , for example  at most 500 points per member per day"},
    {"", "earn", "Write  give , for example  give 1 point per 1.00 EUR of spend"},
    {"", "get", "Write  give , for example  give 1 point per 1.00 EUR of spend"},
    {"", "every", "Write  each month on day 1 at 09:00 , or what is free, as in  1 item of sku \"A\" is free for every 2 items of sku \"A\""},
    {"", "cheapest", kCheapest},
    {"", "exchange", "What is exchanged into what is a declaration of its own, and stands in no rule"},
    {"", "no", "Write  at most , for example  at most 500 points per member per day"},
    {"", "minimum", "Write a condition, for example  when basket total is at least 50.00 EUR"},
    {"", "between", "Write  from 2027-01-01 until 2027-01-31"},
    {"", "not", "What does not add up competes in a stack: write  in stack \"Best one\"  in each of the rules"},
    {"", "send", "Write  say , for example  say \"Thank you\""},
    {"", "double", kMultiply},
    {"", "if", "Write  when"},
    {"", "only", "Write  when"},
    {"", "or", "Conditions of one rule all hold: write the values behind one another, as in  day is saturday or sunday , or another rule"},
};
struct NameHabit {
  std::string_view name, instead;
};
constexpr std::string_view kInFigures = "Write numbers in figures, for example  2";
constexpr NameHabit kNames[] = {
    {"weekend", "Write  day is saturday or sunday"},
    {"weekday", "Write  day is from monday to friday"},
    {"weekdays", "Write  day is from monday to friday"},
    {"total", "Write  basket total"},
    {"amount", "Write  basket total , or  spend  for what earns"},
    {"tier", "Write the name of its ladder, as in  status is gold"},
    {"payment", "Write  payment method"},
    {"customer", "Write  member"},
    {"birthday", "Write  birthday is today , this week or this month, and in a test  was born on 1990-01-31"},
    {"mon", "Write  monday"},
    {"tue", "Write  tuesday"},
    {"wed", "Write  wednesday"},
    {"thu", "Write  thursday"},
    {"fri", "Write  friday"},
    {"sat", "Write  saturday"},
    {"sun", "Write  sunday"},
    {"mondays", "Write  monday"},
    {"tuesdays", "Write  tuesday"},
    {"wednesdays", "Write  wednesday"},
    {"thursdays", "Write  thursday"},
    {"fridays", "Write  friday"},
    {"saturdays", "Write  saturday"},
    {"sundays", "Write  sunday"},
    {"two", kInFigures},
    {"three", kInFigures},
    {"four", kInFigures},
    {"five", kInFigures},
    {"six", kInFigures},
    {"seven", kInFigures},
    {"eight", kInFigures},
    {"nine", kInFigures},
    {"ten", kInFigures},
    {"eleven", kInFigures},
    {"twelve", kInFigures},
    {"it", "Say what, for example  day is monday"},
    {"month", "Write  date is from 2027-12-01 to 2027-12-31"},
    {"balance", "Write what is held, for example  points held"},
    {"quantity", "Write  items of category \"coffee\" , or another set of lines"},
};

template <std::size_t Size>
std::string_view found(const Habit (&habits)[Size], std::string_view before, std::string_view word) {
  const auto habit = std::find_if(std::begin(habits), std::end(habits), [&](const Habit& one) { return one.word == word && (one.before.empty() || one.before == before); });
  return habit == std::end(habits) ? std::string_view{} : habit->instead;
}

std::string_view found_in(std::string_view first, std::string_view word) {
  const auto habit = std::find_if(std::begin(kInLines), std::end(kInLines), [&](const LineHabit& one) { return one.first == first && one.word == word; });
  return habit == std::end(kInLines) ? std::string_view{} : habit->instead;
}

// A line that gives by a table names only what its rows are about; how much, or which reward, stands in the rows.
std::string_view given_by_table(std::span<const Token> line) {
  const std::string_view given = line.size() > 1 ? line[1].text : std::string_view{};
  if (given == "reward" || given == "rewards") return "The rows name the rewards: write  give reward by category , and below it a table with a column  reward";
  if (!given.empty() && given.back() == '%')
    return "The percentages stand in the rows: write  give percent of spend by category as cashback , and below it a table with a column  percent";
  return "How much stands in the rows: write  give points by category  or  give points per 1.00 EUR of spend by category , and below it a table with a "
         "column  points";
}

// What went before was taken for something else.
std::string_view after_word(std::string_view first, std::string_view before) {
  const bool read = before == "over" || before == "above" || before == "under" || before == "below" || before == "between";
  return first == "when" && read ? found_in(first, before) : std::string_view{};
}

bool is_weekday(std::string_view word) {
  return std::any_of(std::begin(kWeekdays), std::end(kWeekdays), [&](const auto& day) { return day.words.substr(1) == word.substr(1); });  // or with a capital
}

// A value that was meant as a text: a word with capitals, where a condition asks for one.
bool is_text(std::string_view begins, std::string_view before, std::string_view word) {
  const bool asks = (begins == "when" || begins == "and" || begins == "only") && (before == "is" || before == "not" || before == "or");
  return asks && word.front() >= 'A' && word.front() <= 'Z' && !is_weekday(word);
}

bool begins_with_sign(std::string_view word) {
  for (const std::string_view sign : {"€", "$", "£", "¥"})
    if (word.substr(0, sign.size()) == sign) return true;
  return false;
}

bool is_factor(std::string_view word) {
  const bool crossed = word.size() > 1 && word.front() == 'x' && is_digit(word[1]);
  return crossed || (word.size() > 1 && is_digit(word.front()) && (word.back() == '%' || word.back() == 'x'));
}

// A word that was read as the name of a unit, and what came of it.
std::string_view after_unit(std::string_view begins, std::string_view before) {
  if (begins != "give") return {};
  if (before == "double" || before == "triple") return kMultiply;
  return before == "voucher" ? std::string_view("Write  give reward , for example  give reward \"Free coffee\"") : std::string_view{};
}

bool is_currency(std::string_view word) {
  return word.size() == 3 && std::all_of(word.begin(), word.end(), [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

// 01/02/2027: which of the two is the month, nobody can tell.
bool is_slashed_date(std::string_view word) {
  return is_digit(word.front()) && std::count(word.begin(), word.end(), '/') == 2 && word.find_first_not_of("0123456789/") == std::string_view::npos;
}

// "at most 1 time per receipt per day": what one cap cannot say at once.
std::string_view second_scope(std::string_view before, std::string_view word) {
  if (word != "per") return {};
  if (before == "total") return "In total is of all members together: write  in total , or  per member ever";
  return before == "receipt" ? std::string_view("A receipt is of one moment: write  per receipt , or  per member per day") : std::string_view{};
}

// 9:30, 10pm: times as elsewhere.
std::string_view as_time(std::string_view word) {
  const std::size_t figures = std::min(word.find_first_not_of("0123456789"), word.size());
  const std::string_view rest = word.substr(figures);
  if (figures == 1 && rest.size() == 3 && rest.front() == ':' && is_digit(rest[1]) && is_digit(rest[2])) return "Write the hour with two figures, as in  09:30";
  return figures > 0 && figures < 3 && (rest == "am" || rest == "pm") ? "Write the time of the day in 24 hours, as in  22:00" : std::string_view{};
}

bool is_month(std::string_view word) {
  return word.size() > 2 && std::any_of(std::begin(kMonths), std::end(kMonths), [&](const auto& month) { return month.words == word; });
}

std::string_view by_shape(std::string_view begins, std::string_view before, std::string_view word) {
  if (begins_with_sign(word)) return "Write the number and then its currency, as in  10.00 EUR";
  if (is_slashed_date(word)) return "Write year, month and day, as in  2027-02-01";
  if (const std::string_view instead = as_time(word); !instead.empty()) return instead;
  if (word.front() == '\'') return "Write plain double quotes, as in  store is \"Lyon\"";
  if (before == "per" && begins == "give" && is_currency(word)) return "Write how much money, for example  give 1 point per 1.00 EUR of spend";
  return before == "by" && is_factor(word) ? kMultiply : std::string_view{};
}

}  // namespace

std::string_view instead_of(std::span<const Token> line, const Token& token) {
  const bool first = &token == line.data();
  if (token.kind == TokenKind::kText && !first) return after_unit(line.front().text, (&token - 1)->text);
  if (token.kind != TokenKind::kWord || token.text.empty()) return {};
  if (first && token.text == "no" && line.size() > 1 && line[1].text == "limit") return "Write  without limit";
  if (first) return token.text.back() == '%' ? "Write  discount , for example  discount 10% on basket" : found(kFirst, "", token.text);
  const std::string_view before = (&token - 1)->text;
  const std::string_view word = token.text, begins = line.front().text;
  if (const std::string_view instead = by_shape(begins, before, word); !instead.empty()) return instead;
  if (const std::string_view instead = after_unit(begins, before); !instead.empty()) return instead;
  if (begins == "at")
    if (const std::string_view instead = second_scope(before, word); !instead.empty()) return instead;
  if (before == "per" && begins == "at" && is_digit(word.front())) return "Write  in any , for example  at most 500 points per member in any 30 days";
  if (begins == "when" && word == "and" && (&token - 1)->kind == TokenKind::kText) return "Several values stand behind one another, as in  is not \"A\" or \"B\" ; another condition needs a line of its own";
  if (begins == "expect" && word.back() == '%') return kOff;
  if (begins == "at" && word == "spend" && line.size() > 2 && line[2].text.back() == '%') return "Write  of basket total , for example  at most 40% of basket total";
  if (is_month(word) && &token != &line.back() && is_digit((&token + 1)->text.front())) return "Write the day first, as in  31 December";
  if (begins == "give" && word == "by") return given_by_table(line);
  if (before == "is" && &token - line.data() > 1 && (&token - 2)->text == "member") return "Write the ladder, as in  status is gold";
  if (before == "each" && is_weekday(word)) return "Write  each week on monday at 09:00";
  if (is_text(begins, before, word)) return "A text stands in quotes, as in  code is \"WELCOME\"";
  if (const std::string_view instead = after_word(begins, before); !instead.empty()) return instead;
  if (word.size() > 2 && word.substr(word.size() - 2) == "'s") return "Leave the 's out, as in  member card is \"gold\"";
  const std::string_view instead = found_in(begins, word);
  return before != "on" && !instead.empty() ? instead : found(kHabits, before, word);
}

std::string_view instead_of_name(std::string_view name) {
  const auto habit = std::find_if(std::begin(kNames), std::end(kNames), [&](const NameHabit& one) { return one.name == name; });
  return habit == std::end(kNames) ? std::string_view{} : habit->instead;
}

}  // namespace setia::dsl
