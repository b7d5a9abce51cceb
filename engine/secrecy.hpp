// Which values are personal, and with them everything that is worked out from them. ledger.md, "Personal data".
#pragma once

#include <string_view>
#include <vector>

#include "engine/event.hpp"
#include "engine/program.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// A field of an event beside the built-in ones. `attributes` and `set` are personal whole, and so is what no version declares.
bool event_field_is_personal(const Versions& versions, EventKind kind, std::string_view name);
bool line_field_is_personal(const Versions& versions, std::string_view name);

// What of a program is worked out from personal fields, be it through other slots, measures or their filters.
struct Personal {
  explicit Personal(const Program& program);

  std::vector<bool> slots, metrics;  // by their number
};

}  // namespace setia::engine
