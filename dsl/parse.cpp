// Lines into declarations. Every line is judged by itself; what cannot be read is reported, left out, and marked.
#include <algorithm>
#include <utility>

#include "dsl/clauses/heading.hpp"
#include "dsl/form.hpp"
#include "dsl/grammar.hpp"
#include "dsl/lines.hpp"
#include "dsl/messages.hpp"
#include "dsl/suggest.hpp"
#include "dsl/tree.hpp"
#include "dsl/words.hpp"

namespace setia::dsl {
namespace {

constexpr std::size_t kClauseIndent = 2;

// Where the lines go that come next.
enum class Place { kBeforeAll, kInDeclaration, kPassedOver };

bool begins_clause(DeclarationKind kind, const Token& first) {
  const auto& words = first_words(kind);
  return first.kind == TokenKind::kWord && std::binary_search(words.begin(), words.end(), first.text);
}

const Heading* heading_of(std::string_view first_word) {
  const auto begins = [first_word](const Heading& h) { return h.words.substr(0, h.words.find(' ')) == first_word; };
  const auto found = std::find_if(headings().begin(), headings().end(), begins);
  return found == headings().end() ? nullptr : &*found;
}

std::string_view nearest_heading(std::string_view word) {
  std::vector<std::string_view> known;
  for (const Heading& heading : headings()) known.push_back(heading.words.substr(0, heading.words.find(' ')));
  return nearest(word, known);
}

class FileParser {
 public:
  FileParser(const Source& source, std::int32_t file, Tree& tree, Diagnostics& diagnostics)
      : source_(source), file_(file), tree_(tree), diagnostics_(diagnostics) {}

  void parse() {
    for (std::int32_t number = 1; number <= source_.line_count(); ++number) {
      line_ = split_line(source_, file_, number);
      if (!line_.tokens.empty() || !line_.open_quote.empty()) take_line();
    }
  }

 private:
  void take_line() {
    mark_end();
    if (begins_heading())
      take_heading();
    else
      take_clause();
  }

  // Parsers may look at the place behind the last word, so it needs a span.
  void mark_end() {
    words_ = line_.tokens.size();
    const std::int32_t end = words_ == 0 ? line_.open_quote_span.begin : line_.tokens.back().span.end;
    line_.tokens.push_back({TokenKind::kWord, {}, {file_, line_.number, end, end}});
  }

  std::span<const Token> line() const { return {line_.tokens.data(), words_}; }
  const Token& first() const { return line_.tokens.front(); }
  Span whole_line() const {
    const Span begin = first().span;
    const std::int32_t end = line_.open_quote.empty() ? line_.tokens.back().span.end : line_.open_quote_span.end;
    return {begin.file, begin.line, begin.begin, end};
  }

  // By its indentation, unless its first word speaks clearly against that; then the indentation is the mistake.
  bool begins_heading() {
    const bool at_margin = line_.indent == 0;
    const bool in_kind = place_ == Place::kInDeclaration && begins_clause(kind(), first());
    const bool is_heading_word = words_ > 0 && first().kind == TokenKind::kWord && heading_of(first().text) != nullptr;
    const bool is_row = words_ > 0 && first().kind == TokenKind::kBar;
    if (at_margin && !is_heading_word && (in_kind || is_row)) {
      diagnostics_.add(about_indent(first().span, "after two spaces"));
      return false;
    }
    if (!at_margin && (line_.indent != kClauseIndent || !line_.plain_indent) && place_ != Place::kPassedOver)
      diagnostics_.add(about_indent(first().span, "after two spaces"));
    return at_margin;
  }

  DeclarationKind kind() const { return tree_.declarations.back().kind; }

  void take_heading() {
    Attempt attempt(line_.tokens.data());
    Cursor at(line_.tokens.data(), attempt);
    const Cursor end(line_.tokens.data() + words_, attempt);
    const Heading* heading = read_heading_words(at, end);
    if (heading == nullptr) return take_unknown_heading();
    if (!heading->is_answered()) {
      place_ = Place::kPassedOver;
      diagnostics_.add(about_later_heading(heading->words, whole_line()));
      return;
    }
    Declaration& declaration = begin_declaration(heading->kind);
    if (!line_.open_quote.empty())
      diagnostics_.add(about_open_quote(line_.open_quote_span));
    else if (!read_heading_names(at, end, declaration))
      diagnostics_.add(about_heading(line(), attempt));
    else
      return;
    name_anyway(declaration);
  }

  // A misspelt heading still begins what it means, so that its lines are read and others may speak of it.
  void take_unknown_heading() {
    const std::string_view near = nearest_heading(first().text);
    const Heading* meant = near.empty() ? nullptr : heading_of(near);
    diagnostics_.add(words_ == 0 ? about_open_quote(line_.open_quote_span) : about_unknown_heading(first(), near));
    place_ = Place::kPassedOver;
    if (meant == nullptr || !meant->is_answered()) return;
    name_anyway(begin_declaration(meant->kind));
  }

  Declaration& begin_declaration(DeclarationKind declaration_kind) {
    place_ = Place::kInDeclaration;
    Declaration& declaration = tree_.declarations.emplace_back();
    declaration.kind = declaration_kind;
    declaration.span = whole_line();
    return declaration;
  }

  // The name of a heading that cannot be read as it stands: its quoted text, or else all its words after the first.
  void name_anyway(Declaration& declaration) {
    declaration.whole = false;
    declaration.names.clear();
    Name name;
    name.span = declaration.span;
    for (const Token& token : line().subspan(std::min<std::size_t>(words_, 1))) {
      if (token.kind == TokenKind::kText) {
        name = {std::string(token.text), true, token.span};
        break;
      }
      if (!name.text.empty()) name.text += ' ';
      name.text += token.text;
    }
    if (!line_.open_quote.empty()) name.text = line_.open_quote.substr(1);
    declaration.names.push_back(std::move(name));
  }

  void take_clause() {
    if (place_ == Place::kPassedOver) return;
    if (place_ == Place::kBeforeAll) {
      diagnostics_.add(about_no_heading(whole_line()));
      place_ = Place::kPassedOver;
      return;
    }
    Attempt attempt(line_.tokens.data());
    Clause clause{{}, whole_line()};
    if (!line_.open_quote.empty())
      leave_out(about_open_quote(line_.open_quote_span));
    else if (read_clause(attempt, clause.kind))
      tree_.declarations.back().clauses.push_back(std::move(clause));
    else
      leave_out(about_clause(kind(), line(), attempt));
  }

  void leave_out(Diagnostic diagnostic) {
    diagnostics_.add(std::move(diagnostic));
    tree_.declarations.back().whole = false;
  }

  // Finds the form that takes the whole line.
  bool read_clause(Attempt& attempt, ClauseKind& out) const {
    const Cursor end(line_.tokens.data() + words_, attempt);
    const std::string_view word = first().kind == TokenKind::kWord ? first().text : std::string_view{};
    for (const Form* form : forms_of(kind())) {
      if (!form->opening.empty() && form->opening != word) continue;
      Cursor at(line_.tokens.data(), attempt);
      if (form->read(at, end, out) && read_finish(at, end)) return true;
    }
    return false;
  }

  const Source& source_;
  std::int32_t file_;
  Tree& tree_;
  Diagnostics& diagnostics_;
  Line line_;
  std::size_t words_ = 0;  // tokens of the line without the mark of its end
  Place place_ = Place::kBeforeAll;
};

}  // namespace

Tree parse(const Sources& sources, Diagnostics& diagnostics) {
  Tree tree;
  for (std::size_t file = 0; file < sources.size(); ++file)
    FileParser(sources[file], static_cast<std::int32_t>(file), tree, diagnostics).parse();
  diagnostics.sort();
  return tree;
}

}  // namespace setia::dsl
