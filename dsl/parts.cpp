#include "dsl/parts.hpp"

namespace setia::dsl {

Span span_of(const Value& value) {
  if (const Name* const name = std::get_if<Name>(&value)) return name->span;
  if (const Yes* const yes = std::get_if<Yes>(&value)) return yes->span;
  if (const No* const no = std::get_if<No>(&value)) return no->span;
  return std::get<FieldRef>(value).name.span;
}

}  // namespace setia::dsl
