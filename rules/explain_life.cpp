#include "rules/explain_life.hpp"

#include <algorithm>
#include <vector>

namespace setia::rules {
namespace {

// The lines below a heading that begin with one of these words, with their places.
std::string lines_below(const Explained& of, dsl::Span heading, const std::vector<std::string_view>& beginnings) {
  std::string words;
  const dsl::Source& source = (*of.sources)[static_cast<std::size_t>(heading.file)];
  for (std::int32_t number = heading.line + 1; number <= source.line_count(); ++number) {
    std::string_view line = source.line(number);
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == 0) break;
    if (begin == std::string_view::npos) continue;
    line.remove_prefix(begin);
    if (std::none_of(beginnings.begin(), beginnings.end(), [&](std::string_view word) { return line.starts_with(word); })) continue;
    words += (words.empty() ? "" : " and ") + std::string(line) + " (" + place_in_words(of, {heading.file, number, 0, 0}) + ")";
  }
  return words;
}

}  // namespace

std::string life_in_words(const Explained& of, std::optional<engine::RuleId> rule, engine::UnitId unit, LifeLine which) {
  using Words = std::vector<std::string_view>;
  const Words words = which == LifeLine::kPending ? Words{"pending "} : Words{"expire ", "never expire "};
  if (of.sources == nullptr) return "";
  const std::string own = rule ? lines_below(of, of.plan.rules[rule->index()].span, words) : "";
  return own.empty() && unit.index() < of.plan.units.size() ? lines_below(of, of.plan.units[unit.index()].span, words) : own;
}

std::string clock_in_words(const Explained& of, engine::RuleId rule) {
  if (of.sources == nullptr) return "";
  const RulePlan& plan = of.plan.rules[rule.index()];
  std::string words = plan.schedules.empty() ? "" : lines_below(of, plan.span, {"at the end of ", "each ", "once "});
  const bool feast = std::any_of(plan.triggers.begin(), plan.triggers.end(), [](dsl::TriggerKind trigger) {
    return trigger == dsl::TriggerKind::kBirthday || trigger == dsl::TriggerKind::kJoiningAnniversary;
  });
  if (feast) words += (words.empty() ? "" : " and ") + lines_below(of, plan.span, {"on "});
  return words;
}

}  // namespace setia::rules
