// What to say about a line that fits no form: one diagnostic, from the farthest place that was reached in it.
#pragma once

#include <span>
#include <string_view>

#include "dsl/cursor.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/lines.hpp"
#include "dsl/tree.hpp"

namespace setia::dsl {

// `line` leaves out the mark of its end, on which `attempt` may stand.
Diagnostic about_clause(DeclarationKind kind, std::span<const Token> line, const Attempt& attempt);
Diagnostic about_heading(std::span<const Token> line, const Attempt& attempt);

Diagnostic about_unknown_heading(const Token& first, std::string_view near);
Diagnostic about_later_heading(std::string_view words, Span span);
Diagnostic about_no_heading(Span line);
Diagnostic about_open_quote(Span quote);

// Where a line should begin: "after two spaces", "at the beginning, without spaces".
Diagnostic about_indent(Span span, std::string_view where);

}  // namespace setia::dsl
