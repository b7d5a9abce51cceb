// Which line of a rule or of its unit says when something is released or expires, or what clock starts the rule.
#pragma once

#include "rules/explain.hpp"

namespace setia::rules {

enum class LifeLine { kPending, kExpire };

// "expire 12 months after earning (points.setia:10)": of the rule's own lines, else of the unit's; several are joined by
// "and". Empty when neither says it. `of.sources` is known.
std::string life_in_words(const Explained& of, std::optional<engine::RuleId> rule, engine::UnitId unit, LifeLine which);

// "at the end of the month (points.setia:12)": the lines that let a clock or a feast start the rule; empty where events alone do.
std::string clock_in_words(const Explained& of, engine::RuleId rule);

}  // namespace setia::rules
