// The nearest word, for misspellings.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace setia::dsl {

// Edits between two words: letters added, left out, changed, or two neighbours swapped (Damerau, optimal alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate that is nearest to `word`, the earlier one of equals; empty when none is near: up to 1 edit for words of
// three letters, 2 up to seven letters, 3 beyond. Words longer than 64 bytes have no neighbours.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace setia::dsl
