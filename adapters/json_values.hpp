// Values of JSON as events keep them: text, yes or no, exact decimal, list, object with sorted keys; null is absent.
//
// Every value is walked to its end, because On-Demand parsing checks only what is looked at.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

#include "adapters/event_draft.hpp"
#include "engine/event.hpp"

namespace setia::adapters {

// What stands where a value begins, up to the white space behind it: a text with its quotes, a number, a word, or a bracket;
// empty where the line ends before it.
inline std::string_view json_token(simdjson::ondemand::value& value) {
  std::string_view token = value.raw_json_token();
  while (token.size() > 1 && static_cast<unsigned char>(token.back()) <= ' ') token.remove_suffix(1);
  return token;
}

// The token of a number, of which only the beginning and the length are looked at: read_amount() reads the rest. Throws DraftRefusal
// naming `place`.
std::string_view number_token(std::string_view token, const Place& place);

// The characters of a number as written. Throws DraftRefusal naming `place` when they are no number of JSON, or too many.
std::string_view json_number(simdjson::ondemand::value value, const Place& place);

// `depth`: how deep the value lies; the event is 1. Empty for null. Throws DraftRefusal naming `place`, and simdjson_error.
std::optional<engine::Value> json_value(simdjson::ondemand::value value, const Place& place, int depth);

}  // namespace setia::adapters
