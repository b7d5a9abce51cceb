// What every part of the check shares while it turns a tree into a plan.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/tree.hpp"
#include "engine/ports.hpp"
#include "rules/catalog.hpp"
#include "rules/messages.hpp"
#include "rules/plan.hpp"
#include "rules/program_text.hpp"

namespace setia::rules {

struct Context {
  const ProgramText& text;
  const dsl::Tree& tree;
  const engine::Zones& zones;
  Plan& plan;
  Messages& messages;
  Catalog catalog = {};
  std::optional<LadderRef> ladder_at_hand = {};  // the one being read: its lines mean its own status period
  std::vector<bool> field_used = {};                                           // by index into Plan::fields
  std::map<std::string, std::set<std::string_view>, std::less<>> listed = {};  // texts of all lists of a kind, once asked for

  // The words at `span`, as written.
  std::string written(dsl::Span span) const {
    const auto line = text.sources[static_cast<std::size_t>(span.file)].line(span.line);
    const auto begin = static_cast<std::size_t>(span.begin);
    return begin >= line.size() ? std::string() : std::string(line.substr(begin, static_cast<std::size_t>(span.end - span.begin)));
  }
};

}  // namespace setia::rules
