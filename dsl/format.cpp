// Canonical text, line by line: what is written stays, where it stands is ours.
//
// A blank line inside a declaration stays, never two; one stands before every heading, or before the comments that
// belong to it: those directly above it that are not indented. A comment in front of a clause is indented like it.
#include <algorithm>
#include <vector>

#include "dsl/lines.hpp"
#include "dsl/tree.hpp"
#include "dsl/utf8.hpp"

namespace setia::dsl {
namespace {

bool is_blank(const Line& line) {
  return line.tokens.empty() && line.comment.empty() && line.open_quote.empty();
}
bool is_comment(const Line& line) { return line.tokens.empty() && line.open_quote.empty() && !line.comment.empty(); }
bool is_heading(const Line& line) { return !is_blank(line) && !is_comment(line) && line.indent == 0; }
bool is_clause(const Line& line) { return !is_blank(line) && !is_comment(line) && line.indent > 0; }

void append_word(std::string& text, const Token& token) {
  if (!text.empty() && token.kind != TokenKind::kComma) text += ' ';
  if (token.kind == TokenKind::kText)
    text += '"' + std::string(token.text) + '"';
  else
    text += token.text;
}

// The words of a line with one space between, and what an unclosed quote holds as it is.
std::string words_of(const Line& line) {
  std::string text;
  for (const Token& token : line.tokens) append_word(text, token);
  if (!text.empty() && !line.open_quote.empty()) text += ' ';
  text += line.open_quote;
  return text;
}

std::vector<std::string> cells_of(const Line& row) {
  std::vector<std::string> cells(1);
  for (std::size_t i = 1; i + 1 < row.tokens.size(); ++i) {
    if (row.tokens[i].kind == TokenKind::kBar)
      cells.emplace_back();
    else
      append_word(cells.back(), row.tokens[i]);
  }
  return cells;
}

std::string padded_row(const Line& row, const std::vector<std::size_t>& widths) {
  std::string text = "|";
  const std::vector<std::string> cells = cells_of(row);
  for (std::size_t i = 0; i < cells.size(); ++i)
    text += ' ' + cells[i] + std::string(widths[i] - utf8_characters(cells[i]), ' ') + " |";
  return text;
}

class Formatter {
 public:
  explicit Formatter(const Source& source) {
    for (std::int32_t number = 1; number <= source.line_count(); ++number)
      lines_.push_back(split_line(source, 0, number));
  }

  std::string format() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is_blank(lines_[i])) continue;
      if (!out_.empty() && wants_blank_before(i)) out_ += '\n';
      out_ += indent(i) + body(i) + '\n';
    }
    return std::move(out_);
  }

 private:
  // Whether comments at the margin lead from here straight to a heading.
  bool leads_to_heading(std::size_t at) const {
    while (at < lines_.size() && is_comment(lines_[at]) && lines_[at].indent == 0) ++at;
    return at < lines_.size() && is_heading(lines_[at]);
  }

  bool wants_blank_before(std::size_t at) const {
    if (is_blank(lines_[at - 1])) return true;
    const bool follows_own_comment = is_comment(lines_[at - 1]) && lines_[at - 1].indent == 0;
    return leads_to_heading(at) && !follows_own_comment;
  }

  std::string indent(std::size_t at) const {
    if (is_heading(lines_[at])) return {};
    if (is_clause(lines_[at])) return "  ";
    std::size_t next = at;
    while (next < lines_.size() && (is_blank(lines_[next]) || is_comment(lines_[next]))) ++next;
    const bool before_clause = next < lines_.size() && is_clause(lines_[next]);
    const bool in_declaration = !out_.empty() && lines_[at].indent > 0;
    return before_clause || in_declaration ? "  " : "";
  }

  std::string body(std::size_t at) {
    const Line& line = lines_[at];
    std::string text = is_clause(line) && is_table_row(line) ? padded_row(line, widths(at)) : words_of(line);
    if (!text.empty() && !line.comment.empty()) text += "  ";
    text += line.comment;
    return text;
  }

  // The widths of the columns of the table that row `at` belongs to, in characters.
  const std::vector<std::size_t>& widths(std::size_t at) {
    if (at < table_end_) return widths_;
    widths_.clear();
    for (table_end_ = at; table_end_ < lines_.size() && is_table_row(lines_[table_end_]); ++table_end_) {
      const std::vector<std::string> cells = cells_of(lines_[table_end_]);
      widths_.resize(std::max(widths_.size(), cells.size()));
      for (std::size_t i = 0; i < cells.size(); ++i) widths_[i] = std::max(widths_[i], utf8_characters(cells[i]));
    }
    return widths_;
  }

  std::vector<Line> lines_;
  std::string out_;
  std::vector<std::size_t> widths_;
  std::size_t table_end_ = 0;
};

}  // namespace

std::string format(const Source& source) { return Formatter(source).format(); }

}  // namespace setia::dsl
