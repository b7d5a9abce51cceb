// Text as JSON: the one place that knows how to escape it.
#pragma once

#include <string>
#include <string_view>

namespace setia::dsl {

// `text` in double quotes. Control characters are escaped; bytes that are no UTF-8 become U+FFFD.
std::string json_text(std::string_view text);

}  // namespace setia::dsl
