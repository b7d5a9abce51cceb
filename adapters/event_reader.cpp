#include "adapters/event_reader.hpp"

#include "adapters/events_csv.hpp"
#include "adapters/events_json.hpp"

namespace setia::adapters {

engine::Result<std::unique_ptr<EventReader>> open_events(const std::string& path, const ReaderSettings& settings) {
  engine::Result<std::unique_ptr<LineSource>> lines = LineSource::open(path);
  if (!lines) return lines.failure();
  if (!path.ends_with(".csv")) return std::unique_ptr<EventReader>(new JsonEventReader(std::move(lines).value(), settings));
  engine::Result<std::unique_ptr<CsvEventReader>> reader = CsvEventReader::open(std::move(lines).value(), settings);
  if (!reader) return reader.failure();
  return std::unique_ptr<EventReader>(std::move(reader).value());
}

Reading read_event(std::string_view json, const ReaderSettings& settings) {
  Reading reading;
  reading.line = 1;
  reading.text = json;
  std::string padded(json);
  padded.resize(json.size() + LineSource::kPadding);
  std::string id;
  try {
    if (json.size() > kMaxEventBytes) throw DraftRefusal{"", "The event is longer than 1 MiB.", "Split it into several events."};
    JsonEventParser(settings).parse(std::string_view(padded).substr(0, json.size()), reading.parsed, id);
  } catch (const DraftRefusal& refusal) {
    reading.rejected = Rejected{"", 1, id, refusal.field, refusal.what, refusal.remedy};
  }
  return reading;
}

}  // namespace setia::adapters
