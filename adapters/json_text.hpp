// Text as JSON writes it.
#pragma once

#include <string>
#include <string_view>

namespace setia::adapters {

// In quotes, with quotes, backslashes and control characters escaped. `text` is UTF-8.
std::string json_text(std::string_view text);

}  // namespace setia::adapters
