// Which line of a rule or of its unit says when something is released or expires.
#pragma once

#include "rules/explain.hpp"

namespace setia::rules {

enum class LifeLine { kPending, kExpire };

// "expire 12 months after earning (points.setia:10)": of the rule's own lines, else of the unit's; several are joined by
// "and". Empty when neither says it. `of.sources` is known.
std::string life_in_words(const Explained& of, std::optional<engine::RuleId> rule, engine::UnitId unit, LifeLine which);

}  // namespace setia::rules
