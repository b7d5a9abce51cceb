// Members in lists: a compiled program knows them by their random ids, which its text holds as hexadecimal digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/ids.hpp"

namespace setia::rules {

// True for lists whose texts are members.
bool is_of_members(std::string_view list_kind);

std::string member_id_text(const engine::MemberId& id);
// Empty when the text is no id: the folder's own names, before a ledger knows them.
std::optional<engine::MemberId> member_id_of(std::string_view text);

}  // namespace setia::rules
