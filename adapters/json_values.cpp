#include "adapters/json_values.hpp"

#include <algorithm>
#include <vector>

#include "adapters/amounts.hpp"

namespace setia::adapters {
namespace {

using simdjson::ondemand::json_type;

engine::Value json_list(simdjson::ondemand::array array, const Place& place, int depth) {
  engine::List list;
  for (simdjson::ondemand::value element : array) {
    std::optional<engine::Value> value = json_value(element, place, depth + 1);
    if (value) list.push_back(std::move(*value));
  }
  return engine::Value{std::move(list)};
}

engine::Value json_object(simdjson::ondemand::object object, const Place& place, int depth) {
  engine::Object entries;
  std::vector<std::string> names;  // those of absent values too: null beside a value is a double as well
  for (auto member : object) {
    names.emplace_back(std::string_view(member.unescaped_key()));
    std::optional<engine::Value> value = json_value(member.value(), place, depth + 1);
    if (value) entries.push_back({names.back(), std::move(*value)});
  }
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) throw DraftRefusal{place.text() + "." + *twice, "The field \"" + *twice + "\" stands twice.", "Keep one of them."};
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return engine::Value{std::move(entries)};
}

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?  without a zero in front; is_number() checks the rest.
bool zero_in_front(std::string_view number) {
  if (number.starts_with('-')) number.remove_prefix(1);
  return number.size() > 1 && number[0] == '0' && number[1] >= '0' && number[1] <= '9';
}

DraftRefusal no_number(std::string_view token, const Place& place) {
  return {place.text(), "\"" + std::string(token) + "\" is not a number.", "Write digits and a decimal point, as in 12.50."};
}

}  // namespace

std::string_view number_token(std::string_view token, const Place& place) {
  if (token.size() > kMaxNumberCharacters) {
    throw DraftRefusal{place.text(), "The number " + std::string(token.substr(0, kMaxNumberCharacters)) + " … is too long.",
                  "A number has at most " + std::to_string(kMaxNumberCharacters) + " characters."};
  }
  if (zero_in_front(token)) throw no_number(token, place);
  return token;
}

std::string_view json_number(simdjson::ondemand::value value, const Place& place) {
  const std::string_view token = number_token(json_token(value), place);
  if (!is_number(token)) throw no_number(token, place);
  return token;
}

std::optional<engine::Value> json_value(simdjson::ondemand::value value, const Place& place, int depth) {
  if (depth > kMaxEventDepth) {
    throw DraftRefusal{place.text(), "The event is nested more than " + std::to_string(kMaxEventDepth) + " deep.", "Write it flatter."};
  }
  switch (value.type()) {
    case json_type::object: return json_object(value.get_object(), place, depth);
    case json_type::array: return json_list(value.get_array(), place, depth);
    case json_type::string: return engine::Value{std::string(std::string_view(value.get_string()))};
    case json_type::boolean: return engine::Value{bool(value.get_bool())};
    case json_type::number: return engine::Value{engine::Number{*canonical_number(json_number(value, place))}};
    case json_type::null: break;
  }
  if (!value.is_null()) throw DraftRefusal{place.text(), "The value is neither a text, a number, true, false nor null.", "Put texts in quotes."};
  return std::nullopt;
}

}  // namespace setia::adapters
