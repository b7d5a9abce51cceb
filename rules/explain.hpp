// Why and why not, in sentences: one for each rule about one event.
#pragma once

#include <string>
#include <vector>

#include "dsl/source.hpp"
#include "engine/event.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/symbols.hpp"
#include "engine/trace.hpp"
#include "rules/plan.hpp"

namespace setia::rules {

// What a sentence is made from; `program` and `symbols` are those that lower() made of `plan`.
struct Explained {
  const Plan& plan;
  const engine::Program& program;
  const engine::Symbols& symbols;
  const dsl::Sources* sources = nullptr;   // null: places are named by their line alone
  const engine::Event* event = nullptr;    // null: nothing is said of what the event holds beside what was read
};

// "line 12", or "points.setia:12" where the sources are known; empty for no line.
std::string place_in_words(const Explained& of, dsl::Span span);

// What one rule did about one event.
struct RuleAnswer {
  std::string rule;
  engine::Why why = engine::Why::kGave;
  std::string place;                       // of its heading
  std::string sentence;                    // begins with the rule's name
  std::vector<std::string> missing;        // how much more would have given more, or what was not known
  std::vector<std::string> text;           // its lines as written
};

// In rule order. Rules that do not answer to this kind of event are left out.
std::vector<RuleAnswer> explain_rules(const Explained& of, const engine::Outcome& outcome, const engine::Trace& trace);

// The same in one sentence each.
std::vector<std::string> explain(const Explained& of, const engine::Outcome& outcome, const engine::Trace& trace);

}  // namespace setia::rules
