// Headings: the line that begins a declaration and names it.
#pragma once

#include "dsl/cursor.hpp"
#include "dsl/tree.hpp"
#include "dsl/words.hpp"

namespace setia::dsl {

// The heading whose words begin the line; `at` then stands behind them. Null when there is none.
const Heading* read_heading_words(Cursor& at, const Cursor& end);

// What follows the words of a heading of `out.kind`, up to the end of the line: the names, of `program` the version too.
bool read_heading_names(Cursor& at, const Cursor& end, Declaration& out);

}  // namespace setia::dsl
