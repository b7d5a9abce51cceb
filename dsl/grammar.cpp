// The two parsers that know words.
#include "dsl/grammar.hpp"

namespace setia::dsl {
namespace {

bool is_word(const Token& token, std::string_view word) {
  return token.text == word && (token.kind == TokenKind::kWord || token.kind == TokenKind::kComma);
}

}  // namespace

bool read_phrase(Cursor& at, const Cursor& end, std::string_view phrase) {
  Cursor now = at;
  while (!phrase.empty()) {
    const std::string_view word = phrase.substr(0, phrase.find(' '));
    if (now == end || !is_word(*now, word)) {
      now.missed({HopeKind::kWord, word});
      return false;
    }
    ++now;
    phrase.remove_prefix(word.size() < phrase.size() ? word.size() + 1 : word.size());
  }
  at = now;
  return true;
}

bool read_finish(const Cursor& at, const Cursor& end) {
  if (at == end) return true;
  at.missed({HopeKind::kPart, "the end of the line"});
  return false;
}

}  // namespace setia::dsl
