// The codes of messages, each with the page that `setia explain-code` shows.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"

namespace setia::dsl {

// `title` is the pattern of the message's title: each "{}" stands for words of the program. `wrong` and `right` are
// lines of a program, one with the mistake and the same without.
struct CodePage {
  std::string_view code;  // "S014"
  Severity severity = Severity::kError;
  std::string_view title;
  std::string_view text;
  std::string_view wrong;
  std::string_view right;
};

// The codes of this room, S001 to S019, by code.
std::span<const CodePage> code_pages();

// The pattern of a title with each "{}" replaced by the next of `words`, cut after 60 characters.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> words);

// A diagnostic of this room: severity and title come from the page of `code`.
Diagnostic diagnostic_of(std::string_view code, std::initializer_list<std::string_view> words, Label label);

}  // namespace setia::dsl
