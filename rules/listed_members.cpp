#include "rules/listed_members.hpp"

namespace setia::rules {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

bool is_of_members(std::string_view list_kind) { return list_kind == "member" || list_kind == "segment"; }

std::string member_id_text(const engine::MemberId& id) {
  std::string text;
  for (const std::uint8_t byte : id) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::optional<engine::MemberId> member_id_of(std::string_view text) {
  engine::MemberId id{};
  if (text.size() != 2 * id.size()) return std::nullopt;
  for (std::size_t place = 0; place < text.size(); ++place) {
    const std::size_t digit = kDigits.find(text[place]);
    if (digit == std::string_view::npos) return std::nullopt;
    id[place / 2] = static_cast<std::uint8_t>(id[place / 2] * 16U + digit);
  }
  return id;
}

}  // namespace setia::rules
