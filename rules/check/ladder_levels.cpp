// Levels stand from the lowest up, and each can be held by somebody.
#include <algorithm>

#include "rules/check/ladder_checks.hpp"
#include "rules/check/parts.hpp"
#include "rules/words.hpp"

namespace setia::rules {
namespace {

constexpr const char* kCode = "S066";

class LevelsCheck {
 public:
  LevelsCheck(Context& context, const LadderPlan& plan, engine::Day day) : context_(context), plan_(plan), day_(day) {}

  // False at the first mistake: those behind it are mostly the same one.
  bool run() const {
    if (plan_.counts.empty() || plan_.starts_from_zero) return true;  // each level has its own price
    const RungPlan* lower = nullptr;
    for (const RungPlan& rung : plan_.rungs) {
      if (in_force(rung) == nullptr) continue;
      if (lower != nullptr && !stands_above(*lower, rung)) return false;
      lower = &rung;
    }
    return std::all_of(plan_.rungs.begin(), plan_.rungs.end(), [&](const RungPlan& rung) { return in_force(rung) == nullptr || can_be_held(rung); });
  }

 private:
  const TermsPlan* in_force(const RungPlan& rung) const {
    const TermsPlan* found = nullptr;
    for (const TermsPlan& terms : rung.terms)
      if (terms.since <= day_) found = &terms;
    return found;
  }

  bool mistake(const RungPlan& at, const std::string& title, const std::string& label, const std::string& help) const {
    context_.messages.error({.code = kCode, .at = at.span, .title = title, .label = label, .help = help});
    return false;
  }

  bool stands_above(const RungPlan& lower, const RungPlan& higher) const {
    const engine::Way& below = in_force(lower)->ways.front();
    const engine::Way& above = in_force(higher)->ways.front();
    for (std::size_t count = 0; count < plan_.counts.size(); ++count)
      if (above[count] && below[count] && *above[count] < *below[count])
        return mistake(higher, in_quotes(higher.name) + " begins below " + in_quotes(lower.name), "levels stand from the lowest up", "Write the rows in order");
    return true;
  }

  // Who has just so much has all that a way asks for.
  bool reaches(const engine::Way& has, const engine::Way& asked) const {
    for (std::size_t count = 0; count < plan_.counts.size(); ++count)
      if (asked[count] && has[count].value_or(0) < *asked[count]) return false;
    return true;
  }

  const RungPlan* level_above(const engine::Way& has, const RungPlan& rung) const {
    const RungPlan* found = nullptr;
    for (const RungPlan& higher : plan_.rungs) {
      if (&higher <= &rung || in_force(higher) == nullptr) continue;
      for (const engine::Way& way : in_force(higher)->ways)
        if (reaches(has, way)) found = &higher;
    }
    return found;
  }

  // Each row of a level is some way to it; one that leads past it in every case leads nowhere.
  bool can_be_held(const RungPlan& rung) const {
    const std::vector<engine::Way>& ways = in_force(rung)->ways;
    const RungPlan* above = nullptr;
    for (const engine::Way& way : ways) {
      above = level_above(way, rung);
      if (above == nullptr) return true;
    }
    const std::vector<engine::Way>& theirs = in_force(*above)->ways;
    const bool equal = std::find(theirs.begin(), theirs.end(), ways.back()) != theirs.end();
    const std::string name = in_quotes(rung.name);
    return mistake(*above, in_quotes(above->name) + (equal ? " begins where " + name + " begins" : " is always reached before " + name),
                   "nobody would ever be " + rung.name + ": who has " + in_words_of(ways.back()) + " is " + above->name + " already", "Let one of them begin higher");
  }

  std::string in_words_of(const engine::Way& way) const {
    std::string text;
    for (std::size_t count = 0; count < plan_.counts.size(); ++count) {
      if (!way[count]) continue;
      text += (text.empty() ? "" : " and ") + amount(plan_.counts[count], *way[count]);
    }
    return text;
  }

  std::string amount(const QuantityPlan& count, std::int64_t value) const {
    constexpr int kMicroDecimals = 6;
    switch (count.type) {
      case QuantityType::kMoney: return number_in_words(value, context_.plan.currency_decimals) + " " + context_.plan.currency + " of " + count.text;
      case QuantityType::kUnits: return number_in_words(value, kMicroDecimals) + " " + context_.plan.units[count.unit.index].name;
      case QuantityType::kCount: return number_in_words(value, 0) + " of " + count.text;
      default: return number_in_words(value, kMicroDecimals) + " of " + count.text;
    }
  }

  Context& context_;
  const LadderPlan& plan_;
  engine::Day day_;
};

}  // namespace

void check_levels(Context& context, const LadderPlan& plan) {
  std::vector<engine::Day> days{engine::kAlways};
  for (const RungPlan& rung : plan.rungs)
    for (const TermsPlan& terms : rung.terms) days.push_back(terms.since);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const engine::Day day : days)
    if (!LevelsCheck(context, plan, day).run()) return;
}

}  // namespace setia::rules
