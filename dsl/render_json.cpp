// Diagnostics for scripts: one JSON array, an object for each, columns in characters from 1.
#include "dsl/diagnostic.hpp"
#include "dsl/json_text.hpp"
#include "dsl/place.hpp"

namespace setia::dsl {
namespace {

std::string_view severity_word(Severity severity) {
  if (severity == Severity::kError) return "error";
  return severity == Severity::kWarning ? "warning" : "note";
}

std::string label_object(const Label& label, const Sources& sources) {
  const PlaceInFile place = place_of(label.span, sources);
  return "{\"file\":" + json_text(place.file) + ",\"line\":" + std::to_string(place.line) +
         ",\"column\":" + std::to_string(place.column) + ",\"end_column\":" + std::to_string(place.end_column) +
         ",\"text\":" + json_text(label.text) + '}';
}

std::string diagnostic_object(const Diagnostic& diagnostic, const Sources& sources) {
  std::string labels;
  for (const Label& label : diagnostic.labels) {
    if (!labels.empty()) labels += ',';
    labels += label_object(label, sources);
  }
  return "{\"code\":" + json_text(diagnostic.code) + ",\"severity\":" + json_text(severity_word(diagnostic.severity)) +
         ",\"title\":" + json_text(diagnostic.title) + ",\"labels\":[" + labels + "],\"help\":" +
         json_text(diagnostic.help) + ",\"fix\":" + json_text(diagnostic.fix) + '}';
}

}  // namespace

std::string render_json(const Diagnostics& diagnostics, const Sources& sources) {
  std::string out = "[";
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += diagnostic_object(diagnostic, sources);
  }
  return out + (diagnostics.all().empty() ? "]\n" : "\n]\n");
}

}  // namespace setia::dsl
