// Every name of a program and what it stands for.
#include "rules/catalog.hpp"

#include "dsl/suggest.hpp"

namespace setia::rules {

namespace {
constexpr std::string_view kWords[kNameKinds][2] = {{"unit", "units"},         {"set of items", "sets of items"},
                                                    {"segment", "segments"},   {"measure", "measures"},
                                                    {"counter", "counters"},   {"period", "periods"},
                                                    {"rule", "rules"},         {"stack", "stacks"},
                                                    {"limit", "limits"},       {"list", "lists"},
                                                    {"activity", "activities"},
                                                    {"ladder", "ladders"},     {"badge", "badges"},
                                                    {"reward", "rewards"},
                                                    {"referral", "referrals"}};
}  // namespace

std::string in_words(NameKind kind) { return std::string(kWords[static_cast<std::size_t>(kind)][0]); }

std::string plural_of(NameKind kind) { return std::string(kWords[static_cast<std::size_t>(kind)][1]); }

bool Catalog::declare(NameKind kind, const dsl::Name& name) {
  return tables_[static_cast<std::size_t>(kind)].try_emplace(name.text, NameEntry{0, name.span, false}).second;
}

void Catalog::number() {
  for (Table& table : tables_) {
    std::size_t next = 0;
    for (auto& [name, entry] : table) entry.index = next++;
  }
}

const NameEntry* Catalog::peek(NameKind kind, std::string_view name) const {
  const Table& names = table(kind);
  const auto found = names.find(name);
  return found == names.end() ? nullptr : &found->second;
}

void Catalog::use(NameKind kind, std::string_view name) {
  Table& names = tables_[static_cast<std::size_t>(kind)];
  const auto found = names.find(name);
  if (found != names.end()) found->second.used = true;
}

std::optional<std::size_t> Catalog::find(NameKind kind, const dsl::Name& name, Messages& messages) {
  if (const NameEntry* entry = peek(kind, name.text)) {
    use(kind, name.text);
    return entry->index;
  }
  if (is_unread(name.text)) return std::nullopt;
  std::vector<std::string_view> candidates;
  for (const auto& [candidate, entry] : table(kind)) candidates.push_back(candidate);
  messages.error({.code = "S020",
                  .at = name.span,
                  .title = "There is no " + in_words(kind) + " called \"" + name.text + '"',
                  .label = candidates.empty() ? "this program declares none" : "I looked among the names of this program",
                  .fix = nearest_name(name.text, candidates)});
  return std::nullopt;
}

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
  return std::string(dsl::nearest(name, candidates));
}

}  // namespace setia::rules
