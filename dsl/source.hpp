// The text of one program file and the places in it that messages point at.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace setia::dsl {

// A stretch of one line. `file` counts the files of a program from 0; `line` from 1; `begin` and `end` are byte columns
// from 0, half open. Line 0 means the whole file.
struct Span {
  std::int32_t file = 0;
  std::int32_t line = 0;
  std::int32_t begin = 0;
  std::int32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

// One file as it was read: `name` is what messages print, `text` is UTF-8 with "\n" line ends and no byte-order mark
// (dsl::read_source makes it so and reports what it had to mend).
class Source {
 public:
  Source(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  // The line's text without its end; lines count from 1. Empty past the end.
  std::string_view line(std::int32_t number) const;
  std::int32_t line_count() const { return static_cast<std::int32_t>(starts_.size()); }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> starts_;
};

using Sources = std::vector<Source>;

}  // namespace setia::dsl
