// Which lines of a receipt a filter means.
#pragma once

#include "engine/event.hpp"
#include "engine/program.hpp"

namespace setia::engine {

bool contains(const SymbolSet& set, SymbolId id);

// A negative line is a discount on the others [J8]: no filter but "every line" means it, and it holds no pieces.
bool fits(const Program& program, FilterId filter, const Line& line);

// The text of a line's field; absent is SymbolId{0}. Tags have several and are not asked here.
SymbolId text_of(const Program& program, const Line& line, LineField field, FieldId declared);

// A numeric field of a line in millionths (money in minor units); false when the line has none.
bool number_of(const Program& program, const Line& line, FieldId declared, std::int64_t& value);

const Value* find_field(const Fields& fields, const std::string& name);

}  // namespace setia::engine
