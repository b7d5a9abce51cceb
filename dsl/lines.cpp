// One walk over the bytes of a line.
#include "dsl/lines.hpp"

namespace setia::dsl {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }

class Splitter {
 public:
  Splitter(std::string_view text, std::int32_t file, std::int32_t number) : text_(text), file_(file) {
    line_.number = number;
    while (line_.indent < text_.size() && is_space(text_[line_.indent])) {
      line_.plain_indent = line_.plain_indent && text_[line_.indent] == ' ';
      ++line_.indent;
    }
    at_ = line_.indent;
  }

  Line split() {
    while (at_ < text_.size() && line_.comment.empty() && line_.open_quote.empty()) step();
    return std::move(line_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (is_space(c)) {
      ++at_;
    } else if (c == '#') {
      line_.comment = without_trailing_space(text_.substr(at_));
    } else if (c == '"') {
      quoted();
    } else if (c == '|') {
      take(TokenKind::kBar, at_ + 1);
    } else if (is_lone_comma(at_)) {
      take(TokenKind::kComma, at_ + 1);
    } else {
      take(TokenKind::kWord, word_end());
    }
  }

  void quoted() {
    const std::size_t close = text_.find('"', at_ + 1);
    if (close == std::string_view::npos) {
      line_.open_quote = without_trailing_space(text_.substr(at_));
      line_.open_quote_span = span(at_, at_ + line_.open_quote.size());
      return;
    }
    line_.tokens.push_back({TokenKind::kText, text_.substr(at_ + 1, close - at_ - 1), span(at_, close + 1)});
    at_ = close + 1;
  }

  void take(TokenKind kind, std::size_t end) {
    line_.tokens.push_back({kind, text_.substr(at_, end - at_), span(at_, end)});
    at_ = end;
  }

  bool is_lone_comma(std::size_t at) const {
    return text_[at] == ',' && (at + 1 == text_.size() || ends_word(text_[at + 1]));
  }

  static bool ends_word(char c) { return is_space(c) || c == '"' || c == '|' || c == '#'; }

  std::size_t word_end() const {
    std::size_t end = at_;
    while (end < text_.size() && !ends_word(text_[end]) && !is_lone_comma(end)) ++end;
    return end;
  }

  static std::string_view without_trailing_space(std::string_view text) {
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
  }

  Span span(std::size_t begin, std::size_t end) const {
    return {file_, line_.number, static_cast<std::int32_t>(begin), static_cast<std::int32_t>(end)};
  }

  std::string_view text_;
  std::int32_t file_;
  std::size_t at_ = 0;
  Line line_;
};

}  // namespace

Line split_line(const Source& source, std::int32_t file, std::int32_t number) {
  return Splitter(source.line(number), file, number).split();
}

bool is_table_row(const Line& line) {
  return line.tokens.size() >= 2 && line.tokens.front().kind == TokenKind::kBar &&
         line.tokens.back().kind == TokenKind::kBar && line.open_quote.empty();
}

}  // namespace setia::dsl
