// Collects what the check finds wrong, one diagnostic for one mistake.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace setia::rules {

// `code` is one of rules/codes.cpp. `related` are further places, each with what to say about it.
struct Message {
  std::string code;
  dsl::Span at;
  std::string title;
  std::string label = {};
  std::string help = {};
  std::string fix = {};
  std::vector<dsl::Label> related = {};
};

class Messages {
 public:
  explicit Messages(dsl::Diagnostics& sink) : sink_(sink) {}

  void error(Message message) { add(dsl::Severity::kError, std::move(message)); }
  void warning(Message message) { add(dsl::Severity::kWarning, std::move(message)); }

 private:
  void add(dsl::Severity severity, Message message);

  dsl::Diagnostics& sink_;
};

// "a", "a or b", "a, b or c".
std::string any_of(const std::vector<std::string>& words);
std::string in_quotes(const std::string& text);

}  // namespace setia::rules
