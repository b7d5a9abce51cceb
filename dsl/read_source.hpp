// The door for program text: bytes of a file into a Source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace setia::dsl {

inline constexpr std::size_t kMaxFileBytes = 16 * 1024 * 1024;
inline constexpr std::size_t kMaxLineCharacters = 2000;

// The text of file number `file` of a program: a byte-order mark is dropped, "\r\n" and a lone "\r" become "\n". Bytes
// that are no UTF-8 text, and control characters, are reported once (S001) and replaced; a file with a NUL is no text at
// all and comes out empty; a file or a line that is too long is reported (S002) and left out. Whatever comes in, the Source is well-formed UTF-8.
Source read_source(std::string name, std::string_view bytes, std::int32_t file, Diagnostics& diagnostics);

}  // namespace setia::dsl
