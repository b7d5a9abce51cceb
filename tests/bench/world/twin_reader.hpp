// JSON to a receipt as somebody would write it who needs this one shape: simdjson's On-Demand parser, fields as they come, no
// question asked that the shape answers.
#pragma once

#include <simdjson.h>

#include <string_view>

#include "engine/event.hpp"
#include "engine/symbols.hpp"

namespace setia::bench {

class TwinReader {
 public:
  explicit TwinReader(engine::Symbols& symbols) : symbols_(symbols) {}

  // `json` has simdjson's padding behind it.
  void read(std::string_view json, engine::Event& receipt);

 private:
  engine::Symbols& symbols_;
  simdjson::ondemand::parser parser_;
};

}  // namespace setia::bench
