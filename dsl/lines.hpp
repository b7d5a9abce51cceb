// A file as lines, and each line as words: quoted texts, bare words, commas and bars. No meaning yet.
//
// A comma is a word of its own only where a word ends; inside `10,000` it belongs to the number.
// A `#` outside quotes begins a comment.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "dsl/source.hpp"

namespace setia::dsl {

enum class TokenKind { kWord, kText, kComma, kBar };

// `text` points into the Source; of a quoted text it leaves the quotes out, while `span` holds them.
struct Token {
  TokenKind kind = TokenKind::kWord;
  std::string_view text;
  Span span;
};

struct Line {
  std::int32_t number = 0;         // from 1
  std::size_t indent = 0;          // bytes before the first word or comment
  bool plain_indent = true;        // only spaces
  std::vector<Token> tokens;       // empty: a blank line, or a comment alone
  std::string_view comment;        // from "#", without trailing spaces; empty when there is none
  std::string_view open_quote;     // from a quote that is never closed to the end of the line
  Span open_quote_span;
};

// The words of one line.
Line split_line(const Source& source, std::int32_t file, std::int32_t number);

// Whether the line is `| … | … |`: it begins and ends with a bar.
bool is_table_row(const Line& line);

}  // namespace setia::dsl
