// Gathers the tables of forms by kind, and knows the forms of the language that come later.
#include "dsl/form.hpp"

#include <algorithm>
#include <array>

#include "dsl/numbers.hpp"
#include "dsl/words.hpp"

namespace setia::dsl {
namespace {

constexpr std::size_t kKindCount = static_cast<std::size_t>(DeclarationKind::kTest) + 1;

constexpr Kinds kRule = kinds(DeclarationKind::kRule);
constexpr Kinds kTest = kinds(DeclarationKind::kTest);
constexpr LaterForm kLaterForms[] = {
    {kRule, "give … stamp on"},
    {kRule, "give … stamps on"},
    {kRule, "give … ticket in"},
    {kRule, "give … tickets in"},
    {kRule, "offer"},
    {kRule | kinds(DeclarationKind::kSegment, DeclarationKind::kMeasure), "… full quarters"},
    {kTest, "given … offer"},
    {kTest, "given … stamps on"},
    {kTest, "given … stamp on"},
    {kTest, "given … tickets in"},
    {kTest, "given … ticket in"},
    {kTest, "given … streak"},
    {kTest, "given … done goal"},
    {kTest, "given … joined club"},
    {kTest, "given … joined challenge"},
    {kTest, "given … joined draw"},
    {kTest, "given … joined stamp card"},
    {kTest, "on … joins club"},
    {kTest, "on … joins challenge"},
    {kTest, "on … joins draw"},
    {kTest, "on … joins stamp card"},
    {kTest, "on … leaves club"},
    {kTest, "on … exchanges"},
    {kTest, "on … gives"},
    {kTest, "on … enters"},
    {kTest, "expect … offer"},
    {kTest, "expect … stamps on"},
    {kTest, "expect … stamp on"},
    {kTest, "expect … tickets in"},
    {kTest, "expect … ticket in"},
    {kTest, "expect … streak"},
    {kTest, "expect … has no stamps"},
    {kTest, "expect … has no stamp"},
    {kTest, "expect … has no tickets"},
    {kTest, "expect … has no ticket"},
    {kTest, "expect … has no offer"},
    {kTest, "expect … done goal"},
    {kTest, "expect … offered"},
    {kTest, "expect … in club"},
    {kTest, "expect … in segment"},
};

std::vector<std::span<const Form>> all_tables() {
  return {program_forms(), fields_forms(), points_forms(),   rule_forms(),       condition_forms(), give_forms(),
          discount_forms(), limit_forms(),   life_forms(),   items_forms(),    measure_forms(),    counter_forms(),   stack_forms(),
          tiers_forms(), reward_forms(), referral_forms(), household_forms(), pay_with_forms(), table_forms(), test_given_forms(), test_on_forms(), test_expect_forms()};
}

using FormsByKind = std::array<std::vector<const Form*>, kKindCount>;

FormsByKind gather() {
  FormsByKind by_kind;
  for (const std::span<const Form> table : all_tables())
    for (const Form& form : table)
      for (std::size_t kind = 0; kind < kKindCount; ++kind)
        if (holds(form.in, static_cast<DeclarationKind>(kind))) by_kind[kind].push_back(&form);
  return by_kind;
}

std::vector<std::string_view> openings(DeclarationKind kind) {
  std::vector<std::string_view> words;
  for (const Form* form : forms_of(kind))
    if (!form->opening.empty()) words.push_back(form->opening);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// Words that `line` must begin with, or have behind the leap, to go on fitting; 0 when it does not.
std::size_t words_fitting(std::string_view piece, std::span<const Token> line) {
  const auto is_word = [&line](std::size_t at) { return at < line.size() && line[at].kind == TokenKind::kWord; };
  if (piece == "<money>") return is_word(0) && is_word(1) && is_number(line[0].text) && is_currency(line[1].text) ? 2 : 0;
  return is_word(0) && line[0].text == piece ? 1 : 0;
}

// Whether `line` begins with `pattern`, where "…" leaps over words.
bool fits(std::string_view pattern, std::span<const Token> line) {
  bool leaping = false;
  while (!pattern.empty()) {
    const std::string_view piece = pattern.substr(0, pattern.find(' '));
    pattern.remove_prefix(std::min(piece.size() + 1, pattern.size()));
    if (piece == "…") {
      leaping = true;
      continue;
    }
    while (leaping && !line.empty() && words_fitting(piece, line) == 0) line = line.subspan(1);
    const std::size_t words = words_fitting(piece, line);
    if (words == 0) return false;
    line = line.subspan(words);
    leaping = false;
  }
  return true;
}

}  // namespace

const std::vector<const Form*>& forms_of(DeclarationKind kind) {
  static const FormsByKind kByKind = gather();
  return kByKind[static_cast<std::size_t>(kind)];
}

std::string_view later_pattern(DeclarationKind kind, std::span<const Token> line) {
  const auto found = std::find_if(std::begin(kLaterForms), std::end(kLaterForms), [&](const LaterForm& later) {
    return holds(later.in, kind) && fits(later.pattern, line);
  });
  return found == std::end(kLaterForms) ? std::string_view{} : found->pattern;
}

const std::vector<std::string_view>& first_words(DeclarationKind kind) {
  static const std::array<std::vector<std::string_view>, kKindCount> kByKind = [] {
    std::array<std::vector<std::string_view>, kKindCount> by_kind;
    for (std::size_t i = 0; i < kKindCount; ++i) by_kind[i] = openings(static_cast<DeclarationKind>(i));
    return by_kind;
  }();
  return kByKind[static_cast<std::size_t>(kind)];
}

}  // namespace setia::dsl
