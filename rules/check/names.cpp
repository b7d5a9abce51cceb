// Texts of the author, and whether the lists of the folder know them.
#include <algorithm>
#include <set>

#include "rules/check/parts.hpp"

namespace setia::rules {

std::vector<std::string> texts_of(const dsl::Names& names) {
  std::vector<std::string> texts;
  for (const dsl::Name& name : names) texts.push_back(name.text);
  return texts;
}

void warn_unlisted(Context& context, const char* list_kind, const dsl::Names& names) {
  std::vector<std::string_view> known;
  for (const ListPlan& list : context.plan.lists)
    if (list.kind == list_kind) known.insert(known.end(), list.texts.begin(), list.texts.end());
  if (known.empty()) return;
  for (const dsl::Name& name : names) {
    if (std::find(known.begin(), known.end(), name.text) != known.end()) continue;
    context.messages.warning({.code = "S102", .at = name.span, .title = "No list of the folder knows the " + std::string(list_kind) + " \"" + name.text + '"',
                              .label = "nothing will ever match this", .fix = did_you_mean(name.text, known)});
  }
}

}  // namespace setia::rules
