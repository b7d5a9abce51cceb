// What people write from habit where the language has other words, and what to write instead.
#pragma once

#include <span>
#include <string_view>

#include "dsl/lines.hpp"

namespace setia::dsl {

// A remedy for the word at `token`, which the line cannot have there; empty when none is known.
std::string_view instead_of(std::span<const Token> line, const Token& token);

// The same for a name that nothing declares.
std::string_view instead_of_name(std::string_view name);

}  // namespace setia::dsl
