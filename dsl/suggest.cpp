// Three rows of the usual table are enough: a swap looks back two.
#include "dsl/suggest.hpp"

#include <algorithm>
#include <vector>

namespace setia::dsl {
namespace {

constexpr std::size_t kLongestWord = 64;

std::size_t edits_allowed(std::size_t letters) {
  if (letters <= 1) return 0;
  if (letters <= 3) return 1;
  return letters <= 7 ? 2 : 3;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> older(b.size() + 1), old(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) old[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({changed, old[j] + 1, now[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], older[j - 2] + 1);
    }
    std::swap(older, old);
    std::swap(old, now);
  }
  return old[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  if (word.size() > kLongestWord) return {};
  std::string_view best;
  std::size_t best_edits = edits_allowed(word.size()) + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > kLongestWord) continue;
    const std::size_t edits = edit_distance(word, candidate);
    if (edits >= best_edits || edits >= candidate.size()) continue;
    best = candidate;
    best_edits = edits;
  }
  return best;
}

}  // namespace setia::dsl
