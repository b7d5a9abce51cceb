// The sub-grammars that only tests use.
#pragma once

#include "dsl/clauses/common.hpp"

namespace setia::dsl {

#define SETIA_PART(T, name)                              \
  bool read_##name(Cursor& at, const Cursor& end, T& out); \
  inline const Part<T, read_##name> name

// test_parts.cpp
SETIA_PART(Person, person);
SETIA_PART(Who, who);
SETIA_PART(Fact, fact);
SETIA_PART(std::vector<Fact>, facts);  // with <fact> [and <fact>]...
SETIA_PART(Cause, cause);              // after `because`: a named one, or the kind of reason
SETIA_PART(CauseKind, refusal);        // after `because`: of the limit, minimum, date …
SETIA_PART(TestMoment, moment_of_test);

SETIA_PART(Asked, asked);              // units, or a reward

// test_basket.cpp
SETIA_PART(Basket, basket);

#undef SETIA_PART

inline constexpr Spelling<ThingKind> kThings[] = {
    {"rewards", ThingKind::kReward}, {"reward", ThingKind::kReward}, {"badge", ThingKind::kBadge}};
// What a test may count up to a number or an amount: `in counter "…"`, `of limit "…"`.
inline constexpr Spelling<NamedKind> kValued[] = {{"measure", NamedKind::kMeasure}, {"counter", NamedKind::kCounter}};
inline constexpr Spelling<NamedKind> kUsable[] = {{"limit", NamedKind::kLimit}, {"rule", NamedKind::kRule}};

inline auto has() { return "has"_w | "have"_w; }
inline auto is() { return "is"_w | "are"_w; }
inline auto times() { return "times"_w | "time"_w; }

}  // namespace setia::dsl
