// Checks. All checks of a rule are needed, so alternatives are said by what must not hold of them all.
#include "rules/lower_checks.hpp"

#include <algorithm>
#include <limits>

#include "rules/lower_quantities.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using engine::Check;
using engine::SlotId;
using engine::SlotKind;
using engine::ValueType;

// Present and never true.
Check never(SlotId slot) { return negated(within(slot, kLeast, kMost)); }

void add_negation(Lowering& lowering, Checks checks, Checks& out) {
  if (checks.size() == 1) {
    out.push_back(negated(checks.front()));
    return;
  }
  Checks present;  // a missing operand makes both false [J9]
  for (const Check& check : checks) present.push_back(within(check.slot, kLeast, kMost));
  out.insert(out.end(), present.begin(), present.end());
  out.push_back(within(all_of(lowering, std::move(checks)), 0, 0));
}

Check compared(SlotId slot, dsl::CompareKind kind, std::int64_t bound) {
  switch (kind) {
    case dsl::CompareKind::kAtLeast: return within(slot, bound, kMost);
    case dsl::CompareKind::kAtMost: return within(slot, kLeast, bound);
    case dsl::CompareKind::kMoreThan: return bound == kMost ? never(slot) : within(slot, bound + 1, kMost);
    case dsl::CompareKind::kLessThan: return bound == kLeast ? never(slot) : within(slot, kLeast, bound - 1);
    default: return within(slot, bound, bound);
  }
}

// Numbers are compared with a slot's own, but an average with neither of its roundings.
bool is_average(const Lowering& lowering, SlotId slot) { return lowering.program.slots[slot.index()].kind == SlotKind::kQuotient; }

SlotId constant(Lowering& lowering, SlotId like, std::int64_t number) {
  engine::Slot slot;
  slot.kind = SlotKind::kConstant;
  slot.type = lowering.program.slots[like.index()].type;
  slot.mark = number;
  return lowering.slot(std::move(slot));
}

Check compared(Lowering& lowering, SlotId slot, dsl::CompareKind kind, const BoundPlan& bound) {
  if (const std::int64_t* const number = std::get_if<std::int64_t>(&bound)) {
    if (is_average(lowering, slot)) return compared(difference(lowering, slot, constant(lowering, slot, *number)), kind, 0);
    return compared(slot, kind, *number);
  }
  return compared(difference(lowering, slot, lower_quantity(lowering, std::get<QuantityPlan>(bound))), kind, 0);
}

// One check where both ends are numbers, else one for each end.
Checks between(Lowering& lowering, SlotId slot, const BoundPlan& low, const BoundPlan& high) {
  const std::int64_t* const from = std::get_if<std::int64_t>(&low);
  const std::int64_t* const to = std::get_if<std::int64_t>(&high);
  if (from != nullptr && to != nullptr && !is_average(lowering, slot)) return {*from > *to ? never(slot) : within(slot, *from, *to)};
  return {compared(lowering, slot, dsl::CompareKind::kAtLeast, low), compared(lowering, slot, dsl::CompareKind::kAtMost, high)};
}

}  // namespace

Check within(SlotId slot, std::int64_t low, std::int64_t high) {
  Check check;
  check.slot = slot;
  check.low = low;
  check.width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  return check;
}

Check negated(Check check) {
  check.negated = !check.negated;
  return check;
}

Check says_yes(SlotId slot) { return within(slot, 1, 1); }

SlotId all_of(Lowering& lowering, Checks checks) {
  engine::Slot slot;
  slot.kind = SlotKind::kAllOf;
  slot.type = ValueType::kYesNo;
  slot.from_body =
      std::all_of(checks.begin(), checks.end(), [&](const Check& check) { return lowering.program.slots[check.slot.index()].from_body; });
  slot.checks = std::move(checks);
  return lowering.slot(std::move(slot));
}

Check any_of(Lowering& lowering, const std::vector<Checks>& alternatives) {
  Checks none;
  for (const Checks& alternative : alternatives) none.push_back(within(all_of(lowering, alternative), 0, 0));
  return within(all_of(lowering, std::move(none)), 0, 0);
}

void add(Lowering& lowering, Checks checks, bool is_negated, Checks& out) {
  if (is_negated) return add_negation(lowering, std::move(checks), out);
  out.insert(out.end(), checks.begin(), checks.end());
}

SlotId difference(Lowering& lowering, SlotId left, SlotId right) {
  const auto& slots = lowering.program.slots;
  engine::Slot slot;
  slot.kind = SlotKind::kDifference;
  slot.type = ValueType::kNumber;
  slot.from_body = slots[left.index()].from_body && slots[right.index()].from_body;
  slot.left = left;
  slot.right = right;
  return lowering.slot(std::move(slot));
}

Checks one_of(SlotId slot, std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.empty()) return {never(slot)};
  Checks checks{within(slot, values.front(), values.back())};
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] - values[i - 1] > 1) checks.push_back(negated(within(slot, values[i - 1] + 1, values[i] - 1)));
  }
  return checks;
}

Checks none_of(SlotId slot, std::vector<std::int64_t> values) {
  if (values.empty()) return {within(slot, kLeast, kMost)};
  std::sort(values.begin(), values.end());
  Checks checks;
  for (std::size_t i = 0; i < values.size();) {
    std::size_t last = i;
    while (last + 1 < values.size() && values[last + 1] - values[last] <= 1) ++last;
    checks.push_back(negated(within(slot, values[i], values[last])));
    i = last + 1;
  }
  return checks;
}

Checks compared(Lowering& lowering, SlotId slot, const ComparePlan& compare) {
  if (compare.kind == dsl::CompareKind::kFromTo) return between(lowering, slot, compare.bound, *compare.upper);
  return {compared(lowering, slot, compare.kind, compare.bound)};
}

}  // namespace setia::rules
