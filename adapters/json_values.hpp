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

// The characters of a number as written. Throws DraftRefusal naming `place` when they are no number of JSON, or too many.
std::string_view json_number(simdjson::ondemand::value value, const Place& place);

// `depth`: how deep the value lies; the event is 1. Empty for null. Throws DraftRefusal naming `place`, and simdjson_error.
std::optional<engine::Value> json_value(simdjson::ondemand::value value, const Place& place, int depth);

}  // namespace setia::adapters
