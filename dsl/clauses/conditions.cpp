// Clauses that hold a condition.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_when(Cursor& at, const Cursor& end, When& out) {
  return match(at, end, "when"_w >> condition[put(out.condition)]);
}

bool read_only_when(Cursor& at, const Cursor& end, OnlyWhen& out) {
  return match(at, end, "only when"_w >> condition[put(out.condition)]);
}

bool read_and(Cursor& at, const Cursor& end, And& out) {
  return match(at, end, "and"_w >> condition[put(out.condition)]);
}

constexpr Kinds kJudged = kinds(DeclarationKind::kRule, DeclarationKind::kSegment, DeclarationKind::kMeasure);
constexpr Kinds kPayWith = kinds(DeclarationKind::kPayWith);
constexpr Kinds kTakingPart = kinds(DeclarationKind::kTiers, DeclarationKind::kReferral, DeclarationKind::kReward);
constexpr Form kForms[] = {
    form<When, read_when>(kJudged, "when"),
    form<OnlyWhen, read_only_when>(kPayWith | kTakingPart, "only"),
    form<And, read_and>(kJudged | kPayWith | kTakingPart, "and"),
};

}  // namespace

std::span<const Form> condition_forms() { return kForms; }

}  // namespace setia::dsl
