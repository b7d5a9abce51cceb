#include "adapters/differences_shown.hpp"

#include "adapters/json_object.hpp"

namespace setia::adapters {
namespace {

using rules::DifferenceKind;

const char* word_of(DifferenceKind kind) {
  switch (kind) {
    case DifferenceKind::kNew: return "new";
    case DifferenceKind::kGone: return "gone";
    case DifferenceKind::kRenamed: return "renamed";
    case DifferenceKind::kChanged: return "changed";
  }
  return "";
}

std::string lines_json(const std::vector<std::string>& lines) {
  std::vector<std::string> list;
  for (const std::string& line : lines) list.push_back(json_text(line));
  return json_list(list);
}

}  // namespace

std::string differences_text(const std::vector<rules::Difference>& differences) {
  std::string text;
  for (const rules::Difference& difference : differences) {
    text += difference.heading;
    if (difference.kind == DifferenceKind::kNew) text += " is new";
    if (difference.kind == DifferenceKind::kGone) text += " is gone";
    if (difference.kind == DifferenceKind::kRenamed) text += " is now " + difference.renamed_to;
    text += "  (" + difference.place + ")\n";
    if (difference.kind == DifferenceKind::kGone) continue;
    for (const std::string& line : difference.removed) text += "  - " + line + "\n";
    for (const std::string& line : difference.added) text += "  + " + line + "\n";
  }
  return text;
}

std::string differences_json(const std::vector<rules::Difference>& differences) {
  std::vector<std::string> list;
  for (const rules::Difference& difference : differences) {
    JsonObject object;
    object.text("what", word_of(difference.kind)).text("heading", difference.heading);
    if (!difference.renamed_to.empty()) object.text("renamed_to", difference.renamed_to);
    object.text("place", difference.place).raw("removed", lines_json(difference.removed)).raw("added", lines_json(difference.added));
    list.push_back(object.done());
  }
  return json_list(list);
}

}  // namespace setia::adapters
