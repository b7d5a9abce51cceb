// What could have stood at a place of a line, in words that a message can print.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/cursor.hpp"
#include "dsl/diagnostic.hpp"

namespace setia::dsl {

class Possible {
 public:
  explicit Possible(std::span<const Hope> hopes);

  // The words of the language among them, each once.
  const std::vector<std::string_view>& words() const { return words_; }
  bool has(std::string_view part) const;
  bool has_name() const { return has("a name") || has("a unit") || has("a field"); }
  bool is_only_the_end() const { return may_end_ && words_.empty() && parts_.empty(); }

  // "here comes per, in or ever"; empty when the list would be too long for a line.
  std::string sentence() const;
  // Puts the list where it fits: behind the underline, or into the help.
  void explain(Diagnostic& diagnostic) const;

 private:
  std::string list() const;

  std::vector<std::string_view> words_;
  std::vector<std::string_view> parts_;
  bool may_end_ = false;
};

// "a, b or c"
std::string joined(std::span<const std::string> words, std::string_view last_link);

// Broken into lines of at most 74 characters.
std::string wrapped(std::string_view text);

}  // namespace setia::dsl
