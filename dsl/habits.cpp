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
constexpr Habit kHabits[] = {
    {"", ">", "Write  is more than"},
    {"", "<", "Write  is less than"},
    {"", ">=", "Write  is at least"},
    {"", "<=", "Write  is at most"},
    {"", "=", "Write  is"},
    {"", "==", "Write  is"},
    {"on", "everything", "Write  basket  for all that is bought"},
    {"on", "signup", kJoining},
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
    {"", "spent", "Write  of spend , for example  give 1 point per 1.00 EUR of spend"},
    {"once", "per", "Write how often a line is for, for example  at most 1 time per member per year"},
    {"give", "double", kMultiply},
    {"give", "triple", kMultiply},
    {"when", "the", "Leave the word out"},
    {"when", "first", "Write  when purchase number is 1"},
    {"", "spends", "Write what is bought, for example  buys 10.00 EUR of \"tea\""},
    {"", "purchases", "Write what is bought, for example  buys 10.00 EUR of \"tea\""},
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
    {"", "if", "Write  when"},
    {"", "only", "Write  when"},
    {"", "or", "Conditions of one rule all hold: write the values behind one another, as in  day is saturday or sunday , or another rule"},
};
struct NameHabit {
  std::string_view name, instead;
};
constexpr NameHabit kNames[] = {
    {"weekend", "Write  day is saturday or sunday"},
    {"weekday", "Write  day is from monday to friday"},
    {"weekdays", "Write  day is from monday to friday"},
    {"total", "Write  basket total"},
    {"amount", "Write  basket total , or  spend  for what earns"},
    {"tier", "Write the name of its ladder, as in  status is gold"},
    {"quantity", "Write  items of category \"coffee\" , or another set of lines"},
};

template <std::size_t Size>
std::string_view found(const Habit (&habits)[Size], std::string_view before, std::string_view word) {
  const auto habit = std::find_if(std::begin(habits), std::end(habits), [&](const Habit& one) { return one.word == word && (one.before.empty() || one.before == before); });
  return habit == std::end(habits) ? std::string_view{} : habit->instead;
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

}  // namespace

std::string_view instead_of(std::span<const Token> line, const Token& token) {
  if (token.kind != TokenKind::kWord || token.text.empty()) return {};
  const bool first = &token == line.data();
  if (first) return found(kFirst, "", token.text);
  if (begins_with_sign(token.text)) return "Write the number and then its currency, as in  10.00 EUR";
  const std::string_view before = (&token - 1)->text;
  if (before == "by" && is_factor(token.text)) return kMultiply;
  const std::string_view word = token.text;
  if (word.size() > 2 && word.substr(word.size() - 2) == "'s") return "Leave the 's out, as in  member card is \"gold\"";
  return found(kHabits, before, word);
}

std::string_view instead_of_name(std::string_view name) {
  const auto habit = std::find_if(std::begin(kNames), std::end(kNames), [&](const NameHabit& one) { return one.name == name; });
  return habit == std::end(kNames) ? std::string_view{} : habit->instead;
}

}  // namespace setia::dsl
