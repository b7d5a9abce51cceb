// Texts of the author, and whether the lists of the folder know them.
#include "rules/check/parts.hpp"

namespace setia::rules {

std::vector<std::string> texts_of(const dsl::Names& names) {
  std::vector<std::string> texts;
  for (const dsl::Name& name : names) texts.push_back(name.text);
  return texts;
}

namespace {

const std::set<std::string_view>& listed(Context& context, const char* list_kind) {
  const auto [known, fresh] = context.listed.try_emplace(list_kind);
  if (!fresh) return known->second;
  for (const ListPlan& list : context.plan.lists)
    if (list.kind == list_kind) known->second.insert(list.texts.begin(), list.texts.end());
  return known->second;
}

}  // namespace

void warn_unlisted(Context& context, const char* list_kind, const dsl::Names& names) {
  const auto& known = listed(context, list_kind);
  if (known.empty()) return;
  for (const dsl::Name& name : names) {
    if (known.contains(name.text)) continue;
    context.messages.warning({.code = "S102",
                              .at = name.span,
                              .title = "No list of the folder knows the " + std::string(list_kind) + " " + in_quotes(name.text),
                              .label = "nothing will ever match this",
                              .fix = nearest_name(name.text, {known.begin(), known.end()})});
  }
}

}  // namespace setia::rules
