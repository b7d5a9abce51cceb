// A row of a table: cells between bars. What a cell may hold depends on its column, so rules/ reads it.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool is_bar(const Token& token) { return token.kind == TokenKind::kBar; }

// The words up to the next bar; at least one.
bool read_cell(Cursor& at, const Cursor& end, Cell& out) {
  const Cursor start = at;
  for (; at != end && !is_bar(*at); ++at) {
    if (!out.text.empty() && at->kind != TokenKind::kComma) out.text += ' ';
    const bool quoted = at->kind == TokenKind::kText;
    out.text += quoted ? '"' + std::string(at->text) + '"' : std::string(at->text);
    out.words.push_back({std::string(at->text), quoted, at->span});
  }
  out.span = span_between(start, at);
  if (start != at) return true;
  at.missed({HopeKind::kPart, "a cell; - stands for nothing"});
  return false;
}

bool read_bar(Cursor& at, const Cursor& end) {
  if (at == end || !is_bar(*at)) {
    at.missed({HopeKind::kWord, "|"});
    return false;
  }
  ++at;
  return true;
}

bool read_row(Cursor& at, const Cursor& end, TableRow& out) {
  const Cursor start = at;
  if (!read_bar(at, end)) return false;
  do {
    Cell cell;
    if (!read_cell(at, end, cell) || !read_bar(at, end)) {
      at = start;
      return false;
    }
    out.cells.push_back(std::move(cell));
  } while (at != end);
  return true;
}

constexpr Form kForms[] = {form<TableRow, read_row>(kinds(DeclarationKind::kRule, DeclarationKind::kTiers, DeclarationKind::kReward, DeclarationKind::kRewards), "")};

}  // namespace

std::span<const Form> table_forms() { return kForms; }

}  // namespace setia::dsl
