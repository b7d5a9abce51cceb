#include "adapters/event_text.hpp"

#include "adapters/events_json.hpp"

namespace setia::adapters {

std::optional<Rejected> parse_event(std::string json, const ReaderSettings& settings, ParsedEvent& parsed) {
  const std::size_t size = json.size();
  json.append(LineSource::kPadding, '\0');
  JsonEventParser parser(settings);
  std::string id;
  try {
    parser.parse(std::string_view(json).substr(0, size), parsed, id);
  } catch (const DraftRefusal& refusal) {
    return Rejected{"", 0, id, refusal.field, refusal.what, refusal.remedy};
  }
  return std::nullopt;
}

}  // namespace setia::adapters
