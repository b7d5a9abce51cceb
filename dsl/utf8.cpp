// Table 3-7 of the Unicode standard: which second byte may follow which first byte.
#include "dsl/utf8.hpp"

namespace setia::dsl {
namespace {

struct Lead {
  unsigned char from, to;                // first byte
  unsigned char second_from, second_to;  // second byte
  std::size_t bytes;
};
constexpr Lead kLeads[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3},
    {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool continues(std::string_view text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    if ((byte_at(text, i) & 0xC0) != 0x80) return false;
  return true;
}

}  // namespace

std::size_t utf8_sequence_bytes(std::string_view text, std::size_t at) {
  const unsigned char first = byte_at(text, at);
  if (first < 0x80) return 1;
  for (const Lead& lead : kLeads) {
    if (first < lead.from || first > lead.to) continue;
    if (at + lead.bytes > text.size()) return 0;
    const unsigned char second = byte_at(text, at + 1);
    if (second < lead.second_from || second > lead.second_to) return 0;
    return continues(text, at + 2, at + lead.bytes) ? lead.bytes : 0;
  }
  return 0;
}

std::size_t utf8_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
  return count;
}

std::size_t utf8_offset(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) {
    ++at;
    while (at < text.size() && (byte_at(text, at) & 0xC0) == 0x80) ++at;
  }
  return at;
}

}  // namespace setia::dsl
