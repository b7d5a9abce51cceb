// Clauses that limit: caps, steps, minimums, shared limits and stacks.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_at_most(Cursor& at, const Cursor& end, AtMost& out) {
  return match(at, end, "at most"_w >> cap[put(out.cap)]);
}

bool read_all_or_nothing(Cursor& at, const Cursor& end, AllOrNothing&) {
  return match(at, end, "all or nothing"_w);
}

bool read_in_steps(Cursor& at, const Cursor& end, InStepsOf& out) {
  return match(at, end, "in steps of"_w >> amount[put(out.amount)]);
}

bool read_at_least(Cursor& at, const Cursor& end, AtLeast& out) {
  return match(at, end, "at least"_w >> amount[put(out.amount)]);
}

bool read_without_limit(Cursor& at, const Cursor& end, WithoutLimit&) { return match(at, end, "without limit"_w); }

bool read_in_limit(Cursor& at, const Cursor& end, InLimit& out) {
  return match(at, end, "in limit"_w >> text[put(out.limit)]);
}

bool read_in_stack(Cursor& at, const Cursor& end, InStack& out) {
  return match(at, end, "in stack"_w >> text[put(out.stack)]);
}

constexpr Kinds kRule = kinds(DeclarationKind::kRule);
constexpr Kinds kPayWith = kinds(DeclarationKind::kPayWith);
constexpr Kinds kReward = kinds(DeclarationKind::kReward);
constexpr Kinds kLimited = kRule | kPayWith | kReward | kinds(DeclarationKind::kLimit);
constexpr Kinds kWhole = kRule | kPayWith | kinds(DeclarationKind::kLimit);
constexpr Form kForms[] = {
    form<AtMost, read_at_most>(kLimited | kinds(DeclarationKind::kReferral, DeclarationKind::kHousehold), "at"),
    form<AllOrNothing, read_all_or_nothing>(kWhole, "all"),
    form<InStepsOf, read_in_steps>(kPayWith, "in"),
    form<AtLeast, read_at_least>(kPayWith, "at"),
    form<WithoutLimit, read_without_limit>(kRule | kReward, "without"),
    form<InLimit, read_in_limit>(kRule | kReward, "in"),
    form<InStack, read_in_stack>(kRule | kReward, "in"),
};

}  // namespace

std::span<const Form> limit_forms() { return kForms; }

}  // namespace setia::dsl
