#include "adapters/json_text.hpp"

#include <cstdio>

namespace setia::adapters {

std::string json_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') {
      quoted += '\\';
      quoted += character;
    } else if (static_cast<unsigned char>(character) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(character));
      quoted += escaped;
    } else {
      quoted += character;
    }
  }
  return quoted + '"';
}

}  // namespace setia::adapters
