#include "dsl/span_in_cell.hpp"

#include "dsl/clauses/common.hpp"

namespace setia::dsl {

bool read_span_in(const Cell& cell, LifeSpan& out) {
  std::vector<Token> words;
  for (const Name& word : cell.words) words.push_back({word.quoted ? TokenKind::kText : TokenKind::kWord, word.text, word.span});
  words.push_back({TokenKind::kWord, {}, cell.span});
  Attempt attempt(words.data());
  Cursor at(words.data(), attempt);
  const Cursor end(words.data() + words.size() - 1, attempt);
  return read_life_span(at, end, out) && at == end;
}

}  // namespace setia::dsl
