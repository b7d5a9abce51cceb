#include "rules/explain_gives.hpp"

#include <limits>

#include "rules/scales.hpp"
#include "rules/words.hpp"

namespace setia::rules {
namespace {


// How many gives of the compiled rule one line makes.
std::size_t gives_of(const GivePlan& line) {
  if (const auto* by = std::get_if<GiveByPlan>(&line.kind)) return by->units.size();
  return std::holds_alternative<SayPlan>(line.kind) ? 0 : 1;
}

// The line that the nth give of the compiled rule comes from; null when there is none.
const GivePlan* line_of(const RulePlan& rule, std::size_t nth) {
  std::size_t before = 0;
  for (const GivePlan& line : rule.gives) {
    before += gives_of(line);
    if (nth < before) return &line;
  }
  return nullptr;
}

std::string base_in_words(const Explained& of, const engine::Base& base, engine::Wide value) {
  if (value > std::numeric_limits<std::int64_t>::max() || value < 0) return "";
  const auto narrow = static_cast<std::int64_t>(value);
  switch (base.kind) {
    case engine::BaseKind::kSpend: return money_in_words(narrow, of.program);
    case engine::BaseKind::kPieces: return number_in_words(value, kMicroDecimals) + (narrow == 1'000'000 ? " piece" : " pieces");
    case engine::BaseKind::kField: return number_in_words(value, kMicroDecimals);
    case engine::BaseKind::kSlot: return value_in_words(narrow, of.program.slots[base.slot.index()], of.program, of.symbols);
    case engine::BaseKind::kNone: return "";
  }
  return "";
}

const engine::GiveTrace* counted(const engine::Trace& trace, engine::RuleId rule, std::size_t give) {
  for (const engine::GiveTrace& one : trace.gives) {
    if (one.rule == rule && one.give == give) return &one;
  }
  return nullptr;
}

std::string line_in_words(const Explained& of, const GivePlan& line) {
  const std::string place = place_in_words(of, line.span);
  return line.text + (place.empty() ? "" : " (" + place + ")");
}

}  // namespace

std::string gives_in_words(const Explained& of, engine::RuleId rule, const engine::Trace& trace) {
  const std::vector<engine::Give>& gives = of.program.rules[rule.index()].gives;
  std::string text;
  const GivePlan* said = nullptr;
  for (std::size_t i = 0; i < gives.size(); ++i) {
    const GivePlan* const line = line_of(of.plan.rules[rule.index()], i);
    if (line == nullptr || line == said) continue;
    said = line;
    text += "; " + line_in_words(of, *line);
    const engine::GiveTrace* const give = counted(trace, rule, i);
    const std::string base = give == nullptr ? "" : base_in_words(of, gives[i].base, give->base);
    if (!base.empty()) text += ", on " + base;
  }
  return text;
}

std::vector<std::string> missing_blocks(const Explained& of, engine::RuleId rule, const engine::Trace& trace) {
  const std::vector<engine::Give>& gives = of.program.rules[rule.index()].gives;
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < gives.size(); ++i) {
    const engine::GiveTrace* const give = counted(trace, rule, i);
    const bool whole = gives[i].block == engine::Block::kFull && gives[i].apart == engine::Apart::kTogether && gives[i].step > 0;
    if (give == nullptr || !whole) continue;
    const std::string more = base_in_words(of, gives[i].base, gives[i].step - give->base % gives[i].step);
    const std::string block = base_in_words(of, gives[i].base, gives[i].step);
    if (!more.empty()) missing.push_back(more + " more would make another full " + block);
  }
  return missing;
}

}  // namespace setia::rules
