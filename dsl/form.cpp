// Gathers the tables of forms by kind, and knows the forms of the language that come later.
#include "dsl/form.hpp"

#include <algorithm>
#include <array>

#include "dsl/words.hpp"

namespace setia::dsl {
namespace {

constexpr std::size_t kKindCount = static_cast<std::size_t>(DeclarationKind::kTest) + 1;

constexpr Kinds kRule = kinds(DeclarationKind::kRule);
constexpr Kinds kTest = kinds(DeclarationKind::kTest);
constexpr LaterForm kLaterForms[] = {
    {kinds(DeclarationKind::kProgram), "discounts round"},
    {kinds(DeclarationKind::kPoints), "shared by household"},
    {kRule, "give … as"},
    {kRule, "give reward"},
    {kRule, "give rewards"},
    {kRule, "give … stamp on"},
    {kRule, "give … stamps on"},
    {kRule, "give … ticket in"},
    {kRule, "give … tickets in"},
    {kRule, "award badge"},
    {kRule, "offer"},
    {kRule, "earn at"},
    {kRule, "paid by"},
    {kRule, "move"},
    {kRule, "discount"},
    {kRule, "charge"},
    {kRule, "… of … free"},
    {kRule | kinds(DeclarationKind::kSegment, DeclarationKind::kMeasure), "… full quarters"},
    {kTest, "given … reward"},
    {kTest, "given … rewards"},
    {kTest, "given … offer"},
    {kTest, "given … badge"},
    {kTest, "given … stamps on"},
    {kTest, "given … stamp on"},
    {kTest, "given … tickets in"},
    {kTest, "given … ticket in"},
    {kTest, "given … streak"},
    {kTest, "given … towards"},
    {kTest, "given … done goal"},
    {kTest, "given … joined club"},
    {kTest, "given … joined challenge"},
    {kTest, "given … joined draw"},
    {kTest, "given … joined stamp card"},
    {kTest, "given … referred by"},
    {kTest, "given … are one household"},
    {kTest, "given … shares"},
    {kTest, "on … joins club"},
    {kTest, "on … joins challenge"},
    {kTest, "on … joins draw"},
    {kTest, "on … joins stamp card"},
    {kTest, "on … leaves club"},
    {kTest, "on … leaves the household"},
    {kTest, "on … redeems … reward"},
    {kTest, "on … redeems … rewards"},
    {kTest, "on … holds reward"},
    {kTest, "on … exchanges"},
    {kTest, "on … gives"},
    {kTest, "on … chooses"},
    {kTest, "on … enters"},
    {kTest, "on … adds"},
    {kTest, "expect … off"},
    {kTest, "expect … reward"},
    {kTest, "expect … rewards"},
    {kTest, "expect … offer"},
    {kTest, "expect … badge"},
    {kTest, "expect … stamps on"},
    {kTest, "expect … stamp on"},
    {kTest, "expect … tickets in"},
    {kTest, "expect … ticket in"},
    {kTest, "expect … streak"},
    {kTest, "expect … has no"},
    {kTest, "expect … have no"},
    {kTest, "expect … towards"},
    {kTest, "expect … done goal"},
    {kTest, "expect … offered"},
    {kTest, "expect … in club"},
    {kTest, "expect … in segment"},
};

std::vector<std::span<const Form>> all_tables() {
  return {program_forms(), fields_forms(), points_forms(),   rule_forms(),       condition_forms(), give_forms(),
          limit_forms(),   life_forms(),   items_forms(),    measure_forms(),    counter_forms(),   stack_forms(),
          pay_with_forms(), table_forms(), test_given_forms(), test_on_forms(), test_expect_forms()};
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

// Whether `line` begins with `pattern`, where "…" leaps over words.
bool fits(std::string_view pattern, std::span<const Token> line) {
  bool leaping = false;
  while (!pattern.empty()) {
    const std::size_t space = pattern.find(' ');
    const std::string_view word = pattern.substr(0, space);
    pattern = space == std::string_view::npos ? std::string_view{} : pattern.substr(space + 1);
    if (word == "…") {
      leaping = true;
      continue;
    }
    const auto is_word = [word](const Token& token) { return token.kind == TokenKind::kWord && token.text == word; };
    const auto found = std::find_if(line.begin(), line.end(), is_word);
    if (found == line.end() || (!leaping && found != line.begin())) return false;
    line = line.subspan(static_cast<std::size_t>(found - line.begin()) + 1);
    leaping = false;
  }
  return true;
}

}  // namespace

const std::vector<const Form*>& forms_of(DeclarationKind kind) {
  static const FormsByKind kByKind = gather();
  return kByKind[static_cast<std::size_t>(kind)];
}

bool is_later(DeclarationKind kind, std::span<const Token> line) {
  return std::any_of(std::begin(kLaterForms), std::end(kLaterForms), [&](const LaterForm& later) {
    return holds(later.in, kind) && fits(later.pattern, line);
  });
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
