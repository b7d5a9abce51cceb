// Sorts hopes into words and parts, and writes lists as people do.
#include "dsl/possible.hpp"

#include <algorithm>

namespace setia::dsl {
namespace {

constexpr std::size_t kLongestSentence = 64;
constexpr std::size_t kWrapColumns = 74;
constexpr std::string_view kEnd = "the end of the line";

void add_once(std::vector<std::string_view>& list, std::string_view text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

}  // namespace

Possible::Possible(std::span<const Hope> hopes) {
  for (const Hope& hope : hopes) {
    if (hope.text == kEnd)
      may_end_ = true;
    else
      add_once(hope.kind == HopeKind::kWord ? words_ : parts_, hope.text);
  }
}

bool Possible::has(std::string_view part) const {
  return std::find(parts_.begin(), parts_.end(), part) != parts_.end();
}

std::string Possible::list() const {
  std::vector<std::string> all(parts_.begin(), parts_.end());
  all.insert(all.end(), words_.begin(), words_.end());
  if (may_end_) all.emplace_back(kEnd);
  return joined(all, "or");
}

std::string Possible::sentence() const {
  std::string text = "here comes " + list();
  return text.size() <= kLongestSentence ? text : std::string();
}

void Possible::explain(Diagnostic& diagnostic) const {
  const std::string short_text = sentence();
  if (!short_text.empty())
    diagnostic.labels.front().text = short_text;
  else
    diagnostic.help = wrapped("Here may come " + list());
}

std::string joined(std::span<const std::string> words, std::string_view last_link) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? ' ' + std::string(last_link) + ' ' : std::string(", ");
    text += words[i];
  }
  return text;
}

std::string wrapped(std::string_view text) {
  std::string lines;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const bool breaks = column > 0 && column + 1 + space > kWrapColumns;
    if (column > 0) lines += breaks ? '\n' : ' ';
    column = breaks || column == 0 ? space : column + 1 + space;
    lines += text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return lines;
}

}  // namespace setia::dsl
