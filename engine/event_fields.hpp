// Fields of an event that it keeps by name, read as what they must be.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/event.hpp"

namespace setia::engine {

const Value* find_value(const Fields& fields, std::string_view name);

// Null when the field is missing, empty or no text.
const std::string* text_in(const Fields& fields, std::string_view name);
// Nothing when the field is missing or no number with at most six decimals.
std::optional<std::int64_t> micro_in(const Fields& fields, std::string_view name);
// Nothing when the field is missing or no date.
std::optional<std::int32_t> day_in(const Fields& fields, std::string_view name);
// Nobody's name when the field is missing or no text.
SymbolId symbol_in(const Fields& fields, std::string_view name);
// False when the field is missing or no yes.
bool is_yes(const Fields& fields, std::string_view name);

// How often the receipt's `used` names that reward.
std::int64_t vouchers_used(const Event& event, std::string_view reward);

}  // namespace setia::engine
