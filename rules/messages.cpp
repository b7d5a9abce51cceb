// Collects what the check finds wrong.
#include "rules/messages.hpp"

namespace setia::rules {

void Messages::add(dsl::Severity severity, Message message) {
  dsl::Diagnostic diagnostic;
  diagnostic.code = std::move(message.code);
  diagnostic.severity = severity;
  diagnostic.title = std::move(message.title);
  diagnostic.labels.push_back({message.at, std::move(message.label)});
  for (dsl::Label& place : message.related) diagnostic.labels.push_back(std::move(place));
  diagnostic.help = std::move(message.help);
  diagnostic.fix = std::move(message.fix);
  sink_.add(std::move(diagnostic));
}

std::string any_of(const std::vector<std::string>& words) {
  std::string joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) joined += i + 1 == words.size() ? " or " : ", ";
    joined += words[i];
  }
  return joined;
}

std::string in_quotes(const std::string& text) { return '"' + text + '"'; }

}  // namespace setia::rules
