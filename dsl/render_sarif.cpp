// Diagnostics for code hosts and editors: SARIF 2.1.0, one run.
#include <set>

#include "dsl/diagnostic.hpp"
#include "dsl/json_text.hpp"
#include "dsl/place.hpp"

namespace setia::dsl {
namespace {

std::string_view level(Severity severity) {
  if (severity == Severity::kError) return "error";
  return severity == Severity::kWarning ? "warning" : "note";
}

std::string region(const PlaceInFile& place) {
  if (place.line == 0) return {};
  return ",\"region\":{\"startLine\":" + std::to_string(place.line) + ",\"startColumn\":" + std::to_string(place.column) +
         ",\"endColumn\":" + std::to_string(place.end_column) + '}';
}

std::string location(const Label& label, const Sources& sources) {
  const PlaceInFile place = place_of(label.span, sources);
  return "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":" + json_text(place.file) + '}' + region(place) +
         "},\"message\":{\"text\":" + json_text(label.text) + "}}";
}

// Title, help and fix in one text: SARIF has one message.
std::string message(const Diagnostic& diagnostic) {
  std::string text = diagnostic.title;
  if (!diagnostic.help.empty()) text += "\n" + diagnostic.help;
  if (!diagnostic.fix.empty()) text += "\nDid you mean  " + diagnostic.fix + " ?";
  return text;
}

std::string result(const Diagnostic& diagnostic, const Sources& sources) {
  std::string first, related;
  for (const Label& label : diagnostic.labels) {
    std::string& list = first.empty() ? first : related;
    if (!list.empty()) list += ',';
    list += location(label, sources);
  }
  return "{\"ruleId\":" + json_text(diagnostic.code) + ",\"level\":" + json_text(level(diagnostic.severity)) +
         ",\"message\":{\"text\":" + json_text(message(diagnostic)) + "},\"locations\":[" + first +
         "],\"relatedLocations\":[" + related + "]}";
}

}  // namespace

std::string render_sarif(const Diagnostics& diagnostics, const Sources& sources) {
  std::string rules, results;
  std::set<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    results += results.empty() ? "\n" : ",\n";
    results += result(diagnostic, sources);
    if (!codes.insert(diagnostic.code).second) continue;
    if (!rules.empty()) rules += ',';
    rules += "{\"id\":" + json_text(diagnostic.code) + '}';
  }
  return "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":"
         "{\"driver\":{\"name\":\"setia\",\"rules\":[" + rules + "]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[" +
         results + "\n]}]}\n";
}

}  // namespace setia::dsl
