// The lists that are looked up rather than spelled out in a grammar.
#include "dsl/words.hpp"

#include <algorithm>

namespace setia::dsl {
namespace {

constexpr Heading kHeadings[] = {
    {"program", "the program", DeclarationKind::kProgram},
    {"member", "the fields of a member", DeclarationKind::kMemberFields},
    {"receipt", "the fields of a receipt", DeclarationKind::kReceiptFields},
    {"line", "the fields of a line", DeclarationKind::kLineFields},
    {"activity", "an activity", DeclarationKind::kActivityFields},
    {"points", "a kind of points", DeclarationKind::kPoints},
    {"wallet", "a wallet", DeclarationKind::kWallet},
    {"items", "a set of items", DeclarationKind::kItems},
    {"segment", "a segment", DeclarationKind::kSegment},
    {"measure", "a measure", DeclarationKind::kMeasure},
    {"counter", "a counter", DeclarationKind::kCounter},
    {"period", "a period", DeclarationKind::kPeriod},
    {"rule", "a rule", DeclarationKind::kRule},
    {"stack", "a stack", DeclarationKind::kStack},
    {"limit", "a limit", DeclarationKind::kLimit},
    {"tiers", "a ladder", DeclarationKind::kTiers},
    {"badge", "a badge", DeclarationKind::kBadge},
    {"reward", "a reward", DeclarationKind::kReward},
    {"rewards for", "a table of rewards", DeclarationKind::kRewards},
    {"referral", "a referral", DeclarationKind::kReferral},
    {"household", "the household", DeclarationKind::kHousehold},
    {"pay with", "a way to pay", DeclarationKind::kPayWith},
    {"test", "a test", DeclarationKind::kTest},
    {"challenge", "", {}},
    {"club", "", {}},
    {"draw", "", {}},
    {"exchange", "", {}},
    {"gifts of", "", {}},
    {"leaderboard", "", {}},
    {"offer", "", {}},
    {"stamp card", "", {}},
    {"streak", "", {}}};

// Sorted, for binary search.
constexpr std::string_view kReserved[] = {
    "a",        "all",      "an",      "and",       "any",     "as",       "at",       "badge",  "basket",  "because",
    "before",   "by",       "category", "club",     "code",    "counter",  "each",     "earning", "ever",   "every",
    "everybody", "except",  "first",   "for",       "forever", "friends",  "from",     "full",   "goal",    "has",
    "held",     "household", "if",     "in",        "is",      "item",     "items",    "joining", "last",   "less",
    "limit",    "line",     "list",    "measure",   "member",  "no",       "none",     "not",    "nothing", "now",
    "of",       "off",      "offer",   "on",        "one",     "only",     "or",       "otherwise", "part", "paying",
    "pending",  "per",      "period",  "purchase",  "purchases", "quantity", "receipt", "referrer", "reward", "rewards",
    "rule",     "segment",  "since",   "sku",       "spend",   "stack",    "stamp",    "stamps", "started", "streak",
    "tag",      "than",     "the",     "then",      "this",    "ticket",   "tickets",  "time",   "times",   "to",
    "today",    "towards",  "until",   "use",       "using",   "when",     "with",     "within", "without", "yes"};
static_assert(std::is_sorted(std::begin(kReserved), std::end(kReserved)));

// A factor of a table cell, `x1.5`; without a fraction it would read as a name.
bool is_factor(std::string_view word) {
  return word.size() >= 2 && word.front() == 'x' && std::all_of(word.begin() + 1, word.end(), is_digit);
}

}  // namespace

std::span<const Heading> headings() { return kHeadings; }

std::string_view in_words(DeclarationKind kind) {
  const auto found = std::find_if(std::begin(kHeadings), std::end(kHeadings), [kind](const Heading& heading) {
    return heading.is_answered() && heading.kind == kind;
  });
  return found->kind_in_words;
}

bool is_reserved(std::string_view word) {
  return std::binary_search(std::begin(kReserved), std::end(kReserved), word);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool is_bare_name(std::string_view word) {
  if (word.empty() || !(is_digit(word.front()) || is_lower(word.front()))) return false;
  const auto fits = [](char c) { return is_digit(c) || is_lower(c) || c == '-' || c == '_'; };
  return std::all_of(word.begin(), word.end(), fits) && std::any_of(word.begin(), word.end(), is_lower) &&
         !is_reserved(word) && !is_factor(word);
}

bool is_currency(std::string_view word) {
  return word.size() == 3 && std::all_of(word.begin(), word.end(), is_upper);
}

namespace {

// How many bytes of a letter of the European alphabets beyond ASCII begin the word; 0 when none does.
std::size_t foreign_letter(std::string_view word) {
  if (word.size() < 2) return 0;
  const auto lead = static_cast<unsigned char>(word[0]), next = static_cast<unsigned char>(word[1]);
  const bool sign = lead == 0xC3 && (next == 0x97 || next == 0xB7);  // times and divided by
  return lead >= 0xC3 && lead <= 0xD4 && !sign ? 2 : 0;
}

// À to Þ; of other alphabets it is not known.
bool is_foreign_capital(std::string_view word) { return foreign_letter(word) != 0 && static_cast<unsigned char>(word[0]) == 0xC3 && static_cast<unsigned char>(word[1]) <= 0x9E; }

}  // namespace

bool is_person(std::string_view word) {
  if (word.empty() || !(is_upper(word.front()) || is_foreign_capital(word)) || is_currency(word)) return false;
  for (std::string_view rest = word; !rest.empty();) {
    const bool plain = is_digit(rest.front()) || is_lower(rest.front()) || is_upper(rest.front());
    const std::size_t bytes = plain ? 1 : foreign_letter(rest);
    if (bytes == 0) return false;
    rest.remove_prefix(bytes);
  }
  return std::none_of(std::begin(kMonths), std::end(kMonths), [word](const auto& month) { return month.words == word; });
}

}  // namespace setia::dsl
