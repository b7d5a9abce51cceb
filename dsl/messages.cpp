// Finds the one thing to say. The order of the questions matters: the more certain an answer, the earlier it is asked.
#include "dsl/messages.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "dsl/codes.hpp"
#include "dsl/form.hpp"
#include "dsl/habits.hpp"
#include "dsl/numbers.hpp"
#include "dsl/possible.hpp"
#include "dsl/suggest.hpp"
#include "dsl/words.hpp"

namespace setia::dsl {
namespace {

bool is_curly(const Token& token) {
  for (const std::string_view quote : {"“", "”", "„", "«", "»"})
    if (token.kind == TokenKind::kWord && token.text.find(quote) != std::string_view::npos) return true;
  return false;
}

std::optional<Diagnostic> about_quotes(std::span<const Token> line) {
  const auto curly = std::find_if(line.begin(), line.end(), is_curly);
  if (curly == line.end()) return std::nullopt;
  Diagnostic diagnostic = diagnostic_of("S018", {}, {curly->span, "a curly quote"});
  diagnostic.help = "Write plain quotes, as in \"Base beans\"";
  return diagnostic;
}

// A date, a time or a number that is shaped like one and cannot be.
std::optional<Diagnostic> about_number(const Token& token) {
  const std::string_view word = token.text;
  const bool numeric = token.kind == TokenKind::kWord &&
                       (is_digit(word.front()) || (word.size() > 1 && word.front() == '-' && is_digit(word[1])));
  if (!numeric) return std::nullopt;
  if (is_date_shaped(word) && !read_date(word)) return diagnostic_of("S013", {word}, {token.span, "not in the calendar"});
  if (is_time_shaped(word) && !read_time(word)) return diagnostic_of("S013", {word}, {token.span, "not on the clock"});
  if (is_number(word) && !read_decimal(word))
    return diagnostic_of("S012", {word}, {token.span, "more than 18 digits"});
  const std::string_view number = word.substr(0, word.size() - (word.back() == '%' ? 1 : 0));
  const bool only_digits = number.find_first_not_of("0123456789.,-") == std::string_view::npos;
  const bool has_mark = number.find_first_of(".,") != std::string_view::npos;
  if (!only_digits || !has_mark || is_number(number)) return std::nullopt;
  return diagnostic_of("S012", {word}, {token.span, "a comma stands between thousands, a point before decimals"});
}

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::optional<Diagnostic> about_spelling(const Token& token, const Possible& possible) {
  if (token.kind != TokenKind::kWord || is_number(token.text)) return std::nullopt;
  std::string near(nearest(token.text, possible.words()));
  const std::string lower = lower_case(token.text);
  if (near.empty() && possible.has_name() && !possible.has("a text in quotes") && lower != token.text && is_bare_name(lower)) near = lower;
  if (near.empty()) return std::nullopt;
  Diagnostic diagnostic = diagnostic_of("S014", {token.text}, {token.span, possible.sentence()});
  diagnostic.fix = near;
  return diagnostic;
}

std::optional<Diagnostic> about_name(const Token& token, const Possible& possible) {
  if (token.kind != TokenKind::kWord) return std::nullopt;
  if (possible.has_name() && is_reserved(token.text)) {
    Diagnostic diagnostic = diagnostic_of("S017", {token.text}, {token.span, possible.sentence()});
    diagnostic.help = "In quotes it can be one; or choose another name";
    return diagnostic;
  }
  if (!possible.has("a text in quotes")) return std::nullopt;
  Diagnostic diagnostic = diagnostic_of("S007", {token.text}, {token.span, possible.sentence()});
  diagnostic.fix = '"' + std::string(token.text) + '"';
  return diagnostic;
}

Diagnostic about_misfit(const Token& token, const Possible& possible) {
  const bool only_end = possible.is_only_the_end();
  const std::string_view label = only_end ? "the line may end before this" : "";
  Diagnostic diagnostic = diagnostic_of(only_end ? "S011" : "S015", {token.text}, {token.span, std::string(label)});
  if (!only_end) possible.explain(diagnostic);
  return diagnostic;
}

std::optional<Diagnostic> about_habit(std::span<const Token> line, const Token& token) {
  const std::string_view instead = instead_of(line, token);
  if (instead.empty()) return std::nullopt;
  Diagnostic diagnostic = diagnostic_of("S015", {token.text}, {token.span, ""});
  diagnostic.help = wrapped(std::string(instead));
  return diagnostic;
}

Diagnostic about_unfinished(std::span<const Token> line, const Possible& possible) {
  Span after = line.back().span;
  after.begin = after.end;
  after.end = after.begin + 1;
  Diagnostic diagnostic = diagnostic_of("S010", {}, {after, ""});
  possible.explain(diagnostic);
  return diagnostic;
}

// What the farthest place of any line tells.
Diagnostic about_place(std::span<const Token> line, const Attempt& attempt) {
  const Possible possible(attempt.hopes());
  if (auto said = about_quotes(line)) return *said;
  if (attempt.farthest() == line.data() + line.size()) return about_unfinished(line, possible);
  const Token& token = *attempt.farthest();
  if (token.text.empty()) return about_misfit(token, possible);
  if (auto said = about_number(token)) return *said;
  if (auto said = about_habit(line, token)) return *said;
  if (!is_reserved(token.text))
    if (auto said = about_spelling(token, possible)) return *said;
  if (auto said = about_name(token, possible)) return *said;
  return about_misfit(token, possible);
}

std::optional<Diagnostic> about_row(DeclarationKind kind, std::span<const Token> line, const Attempt& attempt) {
  if (line.front().kind != TokenKind::kBar) return std::nullopt;
  if (kind != DeclarationKind::kRule)
    return diagnostic_of("S016", {"cannot stand here"}, {line.front().span, std::string(in_words(kind)) + " has no table"});
  if (attempt.farthest() == line.data() + line.size() && line.back().kind != TokenKind::kBar)
    return diagnostic_of("S016", {"has no end"}, {line.back().span, "a row ends with |"});
  return diagnostic_of("S016", {"has an empty cell"}, {attempt.farthest()->span, "write - for nothing"});
}

// The kinds, answered by this build, that have a line beginning with `word`.
std::vector<std::string> kinds_beginning(std::string_view word) {
  std::vector<std::string> found;
  for (const Heading& heading : headings()) {
    if (!heading.is_answered()) continue;
    const auto& words = first_words(heading.kind);
    if (std::binary_search(words.begin(), words.end(), word)) found.emplace_back(heading.kind_in_words);
  }
  return found;
}

// A first word that begins no line of the kind.
Diagnostic about_first_word(DeclarationKind kind, std::span<const Token> line, const Attempt& attempt) {
  if (auto said = about_quotes(line)) return *said;
  const Token& first = line.front();
  if (kind == DeclarationKind::kRule)
    if (auto said = about_habit(line, first)) return *said;
  const std::vector<std::string> elsewhere = kinds_beginning(first.text);
  if (!elsewhere.empty() && first.kind == TokenKind::kWord) {
    Diagnostic diagnostic = diagnostic_of("S009", {first.text, in_words(kind)}, {first.span, ""});
    diagnostic.help = "It stands in " + joined(elsewhere, "and");
    return diagnostic;
  }
  Attempt at_first = attempt;
  for (const std::string_view word : first_words(kind)) at_first.missed(&first, {HopeKind::kWord, word});
  return about_place(line, at_first);
}

Diagnostic about_later(std::string_view pattern, std::span<const Token> line) {
  Span span = line.front().span;
  span.end = line.back().span.end;
  return diagnostic_of("S006", {pattern}, {span, "a later version will do this"});
}

}  // namespace

Diagnostic about_clause(DeclarationKind kind, std::span<const Token> line, const Attempt& attempt) {
  if (auto said = about_row(kind, line, attempt)) return *said;
  if (const auto pattern = later_pattern(kind, line); !pattern.empty()) return about_later(pattern, line);
  const auto& first = first_words(kind);
  const bool known = line.front().kind == TokenKind::kWord &&
                     std::binary_search(first.begin(), first.end(), line.front().text);
  const bool got_on = attempt.farthest() != line.data();
  return known || got_on ? about_place(line, attempt) : about_first_word(kind, line, attempt);
}

Diagnostic about_heading(std::span<const Token> line, const Attempt& attempt) { return about_place(line, attempt); }

Diagnostic about_unknown_heading(const Token& first, std::string_view near) {
  Diagnostic diagnostic = diagnostic_of("S005", {first.text}, {first.span, ""});
  diagnostic.fix = near;
  if (!near.empty()) return diagnostic;
  std::vector<std::string> known;
  for (const Heading& heading : headings())
    if (heading.is_answered()) known.emplace_back(heading.words);
  diagnostic.help = wrapped("A declaration begins with " + joined(known, "or"));
  return diagnostic;
}

Diagnostic about_later_heading(std::string_view words, Span span) {
  Diagnostic diagnostic = diagnostic_of("S006", {words}, {span, "a later version will do this"});
  diagnostic.help = "The lines below it are passed over";
  return diagnostic;
}

Diagnostic about_no_heading(Span line) {
  Diagnostic diagnostic = diagnostic_of("S008", {}, {line, "nothing stands above it"});
  diagnostic.help = "Begin with a heading, for example  rule \"Welcome\"";
  return diagnostic;
}

Diagnostic about_open_quote(Span quote) {
  return diagnostic_of("S004", {}, {quote, "it begins here and must end on this line"});
}

Diagnostic about_indent(Span span, std::string_view where) {
  return diagnostic_of("S003", {where}, {span, ""});
}

}  // namespace setia::dsl
