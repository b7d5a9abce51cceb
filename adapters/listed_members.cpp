#include "adapters/listed_members.hpp"

#include <algorithm>

#include "rules/listed_members.hpp"

namespace setia::adapters {
namespace {

// Replaces every name by what `id_of` finds; sorted, since the order of a list means nothing and that of names says who is who.
template <class IdOf>
engine::Result<rules::ProgramText> replaced(rules::ProgramText text, IdOf id_of) {
  for (rules::FolderList& list : text.lists) {
    if (!rules::is_of_members(list.kind)) continue;
    for (std::string& name : list.texts) {
      engine::Result<std::string> id = id_of(name);
      if (!id) return id.failure();
      name = std::move(id).value();
    }
    std::sort(list.texts.begin(), list.texts.end());
  }
  return text;
}

}  // namespace

engine::Result<rules::ProgramText> with_member_ids(rules::ProgramText text, Keys& keys, Random& random) {
  return replaced(std::move(text), [&](const std::string& name) -> engine::Result<std::string> {
    const engine::Result<std::optional<MemberSecret>> known = keys.find(name);
    if (!known) return known.failure();
    if (known.value()) return rules::member_id_text(known.value()->id);
    const engine::Result<MemberSecret> secret = keys.add(name, random);
    if (!secret) return secret.failure();
    return rules::member_id_text(secret.value().id);
  });
}

engine::Result<rules::ProgramText> with_known_member_ids(rules::ProgramText text, Keys& keys) {
  return replaced(std::move(text), [&](const std::string& name) -> engine::Result<std::string> {
    const engine::Result<std::optional<MemberSecret>> secret = keys.find(name);
    if (!secret) return secret.failure();
    return secret.value() ? rules::member_id_text(secret.value()->id) : name;
  });
}

}  // namespace setia::adapters
