// Events as JSON: one object a line.
//
// simdjson's On-Demand parser accepts a malformed tail, the first of duplicate keys, and whatever is not looked at. So
// every document is walked whole, its end is checked, keys and depth are counted here, and numbers are taken from their
// raw characters.
#pragma once

#include <simdjson.h>

#include <memory>
#include <string_view>

#include "adapters/event_draft.hpp"
#include "adapters/event_reader.hpp"
#include "adapters/line_source.hpp"

namespace setia::adapters {

// Parses one event. Keeps its buffers from one to the next.
class JsonEventParser {
 public:
  explicit JsonEventParser(const ReaderSettings& settings) : settings_(settings) {}

  // `json` has LineSource::kPadding readable bytes behind it. Fills `parsed`, or throws DraftRefusal. `id` receives the event's id as
  // soon as it is known.
  void parse(std::string_view json, ParsedEvent& parsed, std::string& id);

 private:
  void fill_draft(std::string_view json, std::string& id);

  ReaderSettings settings_;
  simdjson::ondemand::parser parser_;
  EventDraft draft_;
};

class JsonEventReader final : public EventReader {
 public:
  JsonEventReader(std::unique_ptr<LineSource> lines, const ReaderSettings& settings) : lines_(std::move(lines)), parser_(settings) {}

  engine::Result<bool> next(Reading& reading) override;
  std::int64_t bytes_read() const override { return lines_->bytes_read(); }

 private:
  std::unique_ptr<LineSource> lines_;
  JsonEventParser parser_;
};

}  // namespace setia::adapters
