// RFC 8259, section 7.
#include "dsl/json_text.hpp"

#include "dsl/utf8.hpp"

namespace setia::dsl {
namespace {

void append_ascii(std::string& out, char c) {
  constexpr char kHex[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (byte < 0x20 || byte == 0x7F) {
    out += "\\u00";
    out += kHex[byte >> 4];
    out += kHex[byte & 0xF];
  } else {
    out += c;
  }
}

}  // namespace

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = utf8_sequence_bytes(text, at);
    if (bytes == 0)
      out += "\\ufffd";
    else if (bytes == 1)
      append_ascii(out, text[at]);
    else
      out += text.substr(at, bytes);
    at += bytes == 0 ? 1 : bytes;
  }
  return out + '"';
}

}  // namespace setia::dsl
