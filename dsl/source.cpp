// Finds the lines of a file once, so that a message can show any of them at once.
#include "dsl/source.hpp"

#include <utility>

namespace setia::dsl {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  // A final line end closes the last line and opens none.
  for (std::size_t at = 0; at < text_.size();) {
    starts_.push_back(at);
    const std::size_t end = text_.find('\n', at);
    if (end == std::string::npos) break;
    at = end + 1;
  }
}

std::string_view Source::line(std::int32_t number) const {
  if (number < 1 || number > line_count()) return {};
  const std::size_t begin = starts_[static_cast<std::size_t>(number - 1)];
  const std::size_t end = text_.find('\n', begin);
  return std::string_view(text_).substr(begin, end == std::string::npos ? end : end - begin);
}

}  // namespace setia::dsl
