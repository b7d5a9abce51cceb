#include "tests/oracle/lines.hpp"

#include <algorithm>
#include <numeric>

namespace setia::oracle {
namespace {

using rules::ItemsTest;

bool has_one_of(const Texts& held, const Texts& wanted) {
  return std::any_of(held.begin(), held.end(), [&](const std::string& text) { return std::find(wanted.begin(), wanted.end(), text) != wanted.end(); });
}

bool is_category(const rules::AnyField& field) {
  const auto* built_in = std::get_if<rules::BuiltIn>(&field);
  return built_in != nullptr && *built_in == rules::BuiltIn::kCategory;
}

// A category includes its sub-categories; a missing field makes both `is` and `is not` false [J9].
bool says(const Judging& judging, const engine::Line& line, const rules::AnyField& field, const Texts& wanted, bool negated) {
  Texts held = texts_of_line(judging, line, field);
  if (held.empty()) return false;
  if (is_category(field)) held = with_parents(judging.history.plan(), held.front());
  return has_one_of(held, wanted) != negated;
}

bool compares(const Exact& value, dsl::CompareKind kind, const Exact& bound) {
  switch (kind) {
    case dsl::CompareKind::kAtLeast: return value >= bound;
    case dsl::CompareKind::kAtMost: return value <= bound;
    case dsl::CompareKind::kMoreThan: return value > bound;
    case dsl::CompareKind::kLessThan: return value < bound;
    default: return value == bound;
  }
}

bool is_in(const Judging& judging, const engine::Line& line, const rules::ItemsPlan& items);

bool passes(const Judging& judging, const engine::Line& line, const ItemsTest& test) {
  if (test.field) return says(judging, line, *test.field, test.texts, test.negated);
  if (test.price) {
    if (line.quantity_micro <= 0) return false;
    return compares(Exact(std::int64_t{line.amount_minor}) * 1'000'000 / line.quantity_micro, test.price->first, test.price->second);
  }
  return std::any_of(test.sets.begin(), test.sets.end(),
                     [&](rules::ItemsRef set) { return is_in(judging, line, judging.history.plan().items[set.index]); });
}

// One of the first line and the `or` lines (or all items), every `and` line, no `except` line.
bool is_in(const Judging& judging, const engine::Line& line, const rules::ItemsPlan& items) {
  bool joined = items.all_items;
  for (const ItemsTest& test : items.tests) {
    const bool passed = passes(judging, line, test);
    if (test.op == dsl::SetOp::kFirst || test.op == dsl::SetOp::kOr) joined = joined || passed;
    if (test.op == dsl::SetOp::kAnd && !passed) return false;
    if (test.op == dsl::SetOp::kExcept && passed) return false;
  }
  return joined;
}

rules::BuiltIn field_of(dsl::WhatKind kind) {
  switch (kind) {
    case dsl::WhatKind::kBrand: return rules::BuiltIn::kBrand;
    case dsl::WhatKind::kTag: return rules::BuiltIn::kTag;
    case dsl::WhatKind::kSku: return rules::BuiltIn::kSku;
    default: return rules::BuiltIn::kCategory;
  }
}

Exact sum_of(const std::vector<Exact>& values) { return std::accumulate(values.begin(), values.end(), Exact(0)); }

// Takes `total` off all lines in proportion, in whole minor units, none below zero.
void take_off(const Exact& total, std::vector<Exact>& lines) {
  const std::vector<Exact> shares = shared(std::min(total, sum_of(lines)), lines, 1);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] -= shares[i];
}

}  // namespace

bool fits(const Judging& judging, const engine::Line& line, const rules::WhatPlan& what) {
  if (line.amount_minor < 0) return false;
  if (what.kind != dsl::WhatKind::kItems) return says(judging, line, field_of(what.kind), what.texts, false);
  return std::any_of(what.items.begin(), what.items.end(),
                     [&](rules::ItemsRef set) { return is_in(judging, line, judging.history.plan().items[set.index]); });
}

bool fits(const Judging& judging, const engine::Line& line, const rules::LinesPlan& lines) {
  if (lines.on && !fits(judging, line, *lines.on)) return false;
  return !lines.except || (line.amount_minor >= 0 && !fits(judging, line, *lines.except));
}

bool earns(const rules::Plan& plan, const std::string& unit, const std::vector<rules::UnitRef>& earning) {
  return std::any_of(earning.begin(), earning.end(), [&](rules::UnitRef ref) { return plan.units[ref.index].name == unit; });
}

std::vector<Exact> spend_of_lines(const Judging& judging, const Payers& payers, bool without_tax,
                                  const std::vector<rules::UnitRef>& earning) {
  std::vector<Exact> lines;
  Exact discounts = 0, with_units = 0, earned = 0, all = 0, chosen = 0;
  for (const engine::Line& line : judging.event.lines) {
    const Exact amount = Exact(std::int64_t{line.amount_minor}) - (without_tax ? std::int64_t{line.tax_minor} : 0);
    lines.push_back(std::max(amount, Exact(0)));
    discounts += std::max(Exact(-amount), Exact(0));
  }
  for (const engine::Payment& payment : judging.event.payments) {
    if (!payment.unit.empty()) {
      (earns(judging.history.plan(), payment.unit, earning) ? earned : with_units) += std::int64_t{payment.amount_minor};
      continue;
    }
    all += std::int64_t{payment.amount_minor};
    if (has_one_of({judging.history.text(payment.method)}, payers.methods) != payers.excluded) chosen += std::int64_t{payment.amount_minor};
  }
  take_off(discounts, lines);
  take_off(with_units, lines);
  if (payers.methods.empty()) return lines;
  const Exact sum = sum_of(lines);
  earned = std::min(earned, sum);
  if (all > 0) take_off(sum - (payers.excluded ? earned : Exact(0)) - down_to((sum - earned) * chosen / all, 1), lines);
  else if (!payers.excluded) std::fill(lines.begin(), lines.end(), Exact(0));
  return lines;
}

Exact basket_total(const engine::Event& event, bool before_discounts, bool without_tax) {
  Exact total = 0;
  for (const engine::Line& line : event.lines)
    total += Exact(std::int64_t{line.amount_minor}) + (before_discounts ? std::int64_t{line.discount_minor} : 0) - (without_tax ? std::int64_t{line.tax_minor} : 0);
  return std::max(total, Exact(0));
}

}  // namespace setia::oracle
