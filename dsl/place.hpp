// Where a span lies, as machines outside count: columns in characters, from 1.
#pragma once

#include <cstddef>
#include <string_view>

#include "dsl/source.hpp"

namespace setia::dsl {

struct PlaceInFile {
  std::string_view file;
  std::int32_t line = 0;       // from 1; 0 when it is the whole file
  std::size_t column = 0;      // from 1
  std::size_t end_column = 0;  // the column after the last character
};
PlaceInFile place_of(const Span& span, const Sources& sources);

}  // namespace setia::dsl
