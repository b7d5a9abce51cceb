// Collecting and ordering.
#include "dsl/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace setia::dsl {

bool Diagnostics::has_errors() const {
  return std::any_of(all_.begin(), all_.end(), [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

void Diagnostics::sort() {
  const auto key = [](const Diagnostic& d) {
    const Span span = d.labels.empty() ? Span{} : d.labels.front().span;
    return std::make_tuple(span.file, span.line, span.begin, d.code);
  };
  std::stable_sort(all_.begin(), all_.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace setia::dsl
