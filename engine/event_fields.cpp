#include "engine/event_fields.hpp"

#include <algorithm>

#include "engine/typed_value.hpp"

namespace setia::engine {

const Value* find_value(const Fields& fields, std::string_view name) {
  for (const Field& field : fields)
    if (field.name == name) return &field.value;
  return nullptr;
}

const std::string* text_in(const Fields& fields, std::string_view name) {
  const Value* value = find_value(fields, name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->held);
  return text == nullptr || text->empty() ? nullptr : text;
}

SymbolId symbol_in(const Fields& fields, std::string_view name) {
  return text_in(fields, name) == nullptr ? SymbolId{} : find_value(fields, name)->symbol;
}

std::optional<std::int64_t> micro_in(const Fields& fields, std::string_view name) {
  const Value* value = find_value(fields, name);
  return value == nullptr ? std::nullopt : typed_value(*value, ValueType::kNumber, 0);
}

std::optional<std::int32_t> day_in(const Fields& fields, std::string_view name) {
  const Value* value = find_value(fields, name);
  const auto day = value == nullptr ? std::nullopt : typed_value(*value, ValueType::kDate, 0);
  return day ? std::optional{static_cast<std::int32_t>(*day)} : std::nullopt;
}

bool is_yes(const Fields& fields, std::string_view name) {
  const Value* value = find_value(fields, name);
  const auto* yes = value == nullptr ? nullptr : std::get_if<bool>(&value->held);
  return yes != nullptr && *yes;
}

std::int64_t vouchers_used(const Event& event, std::string_view reward) {
  const Value* const used = find_value(event.more, "used");
  const List* const names = used == nullptr ? nullptr : std::get_if<List>(&used->held);
  if (names == nullptr) return 0;
  return std::count_if(names->begin(), names->end(), [&](const Value& name) {
    const auto* const text = std::get_if<std::string>(&name.held);
    return text != nullptr && *text == reward;
  });
}

}  // namespace setia::engine
