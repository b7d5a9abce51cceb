// UTF-8 as far as messages and tables need it: is a text well formed, and how many characters does it hold.
#pragma once

#include <cstddef>
#include <string_view>

namespace setia::dsl {

// Bytes of the well-formed sequence at `at`, 1..4; 0 when the bytes there are none (overlong, surrogate, cut off).
std::size_t utf8_sequence_bytes(std::string_view text, std::size_t at);

// Characters (code points) of a well-formed text; every stray byte counts as one.
std::size_t utf8_characters(std::string_view text);

// The byte at which character `count` starts, or the size of the text when it holds fewer.
std::size_t utf8_offset(std::string_view text, std::size_t count);

}  // namespace setia::dsl
