// Bytes to characters.
#include "dsl/place.hpp"

#include "dsl/utf8.hpp"

namespace setia::dsl {

PlaceInFile place_of(const Span& span, const Sources& sources) {
  const Source& source = sources.at(static_cast<std::size_t>(span.file));
  const std::string_view line = source.line(span.line);
  const auto column = [&line](std::int32_t byte) {
    return utf8_characters(line.substr(0, static_cast<std::size_t>(byte))) + 1;
  };
  return {source.name(), span.line, column(span.begin), column(span.end)};
}

}  // namespace setia::dsl
