// Filters of lines. A set of items becomes one filter; what names it refers to that filter by its smaller id.
#include "rules/lower_filters.hpp"

#include <algorithm>
#include <limits>

#include "engine/ensure.hpp"

namespace setia::rules {
namespace {

using engine::LineField;
using engine::LineTest;

engine::FilterId lower_items(Lowering& lowering, ItemsRef items);

LineTest fits(engine::FilterId filter) {
  LineTest test;
  test.field = LineField::kFilter;
  test.filter = filter;
  return test;
}

// A line that is in one of several sets.
LineTest in_sets(Lowering& lowering, const std::vector<ItemsRef>& sets) {
  if (sets.size() == 1) return fits(lower_items(lowering, sets.front()));
  engine::LineFilter either;
  for (const ItemsRef set : sets) either.any.push_back(fits(lower_items(lowering, set)));
  return fits(lowering.filter(std::move(either)));
}

// Texts are matched by set; the empty range says so.
LineTest by_text(Lowering& lowering, LineField field, const std::vector<std::string>& texts) {
  LineTest test;
  test.field = field;
  test.low = 1;
  test.high = 0;
  test.set = lowering.set(lowering.symbols_of(field == LineField::kCategory ? with_sub_categories(lowering, texts, {}) : texts));
  return test;
}

LineTest by_field(Lowering& lowering, const ItemsTest& from) {
  const LineField field = line_field_of(*from.field);
  LineTest test = by_text(lowering, field, from.texts);
  test.negated = from.negated;
  if (field != LineField::kDeclared) return test;
  const FieldRef declared = std::get<FieldRef>(*from.field);
  test.declared = lowering.fields[declared.index];
  if (lowering.plan.fields[declared.index].type == engine::ValueType::kYesNo) {
    const auto says = [&](std::string_view word) { return std::find(from.texts.begin(), from.texts.end(), word) != from.texts.end(); };
    test.low = says("no") ? 0 : 1;
    test.high = says("yes") ? 1 : 0;
  }
  return test;
}

// The price of a piece may lie between two minor units, so "more than" is "not at most".
LineTest by_price(dsl::CompareKind compare, std::int64_t minor) {
  LineTest test;
  test.field = LineField::kPrice;
  test.low = std::numeric_limits<std::int64_t>::min();
  test.high = std::numeric_limits<std::int64_t>::max();
  switch (compare) {
    case dsl::CompareKind::kAtLeast: test.low = minor; break;
    case dsl::CompareKind::kLessThan: test.low = minor; break;
    case dsl::CompareKind::kAtMost: case dsl::CompareKind::kMoreThan: test.high = minor; break;
    default: test.low = test.high = minor;
  }
  test.negated = compare == dsl::CompareKind::kMoreThan || compare == dsl::CompareKind::kLessThan;
  return test;
}

LineTest lower_test(Lowering& lowering, const ItemsTest& from) {
  if (from.price) return by_price(from.price->first, from.price->second);
  return from.field ? by_field(lowering, from) : in_sets(lowering, from.sets);
}

engine::FilterId lower_items(Lowering& lowering, ItemsRef items) {
  engine::LineFilter filter;
  for (const ItemsTest& from : lowering.plan.items[items.index].tests) {
    const LineTest test = lower_test(lowering, from);
    switch (from.op) {
      case dsl::SetOp::kFirst: case dsl::SetOp::kOr: filter.any.push_back(test); break;
      case dsl::SetOp::kAnd: filter.all.push_back(test); break;
      case dsl::SetOp::kExcept: filter.except.push_back(test); break;
    }
  }
  if (lowering.plan.items[items.index].all_items) filter.any.clear();  // every line: no alternative adds one
  return lowering.filter(std::move(filter));
}

LineTest lower_what_test(Lowering& lowering, const WhatPlan& what) {
  switch (what.kind) {
    case dsl::WhatKind::kItems: return in_sets(lowering, what.items);
    case dsl::WhatKind::kCategory: return by_text(lowering, LineField::kCategory, what.texts);
    case dsl::WhatKind::kBrand: return by_text(lowering, LineField::kBrand, what.texts);
    case dsl::WhatKind::kTag: return by_text(lowering, LineField::kTag, what.texts);
    case dsl::WhatKind::kSku: return by_text(lowering, LineField::kSku, what.texts);
  }
  ENSURE(false);
  return {};
}

}  // namespace

engine::FilterId lower_lines(Lowering& lowering, const LinesPlan& lines) {
  if (lines.on && !lines.except) return lower_what(lowering, *lines.on);
  engine::LineFilter filter;
  if (lines.on) filter.all.push_back(lower_what_test(lowering, *lines.on));
  if (lines.except) filter.except.push_back(lower_what_test(lowering, *lines.except));
  return lowering.filter(std::move(filter));
}

engine::FilterId lower_apart(Lowering& lowering, const std::optional<WhatPlan>& on, const std::vector<WhatPlan>& except) {
  engine::LineFilter filter;
  if (on) filter.all.push_back(lower_what_test(lowering, *on));
  for (const WhatPlan& what : except) filter.except.push_back(lower_what_test(lowering, what));
  return lowering.filter(std::move(filter));
}

engine::FilterId lower_what(Lowering& lowering, const WhatPlan& what) {
  const LineTest test = lower_what_test(lowering, what);
  if (test.field == LineField::kFilter) return test.filter;
  engine::LineFilter filter;
  filter.all.push_back(test);
  return lowering.filter(std::move(filter));
}

std::vector<std::string> with_sub_categories(const Lowering& lowering, const std::vector<std::string>& categories,
                                             const std::set<std::string>& apart) {
  std::vector<std::string> all = categories;
  std::set<std::string> known(categories.begin(), categories.end());
  for (std::size_t next = 0; next < all.size(); ++next) {  // grows while it is read
    const auto [first, last] = lowering.sub_categories.equal_range(all[next]);
    for (auto child = first; child != last; ++child) {
      if (!apart.contains(child->second) && known.insert(child->second).second) all.push_back(child->second);
    }
  }
  return all;
}

engine::LineField line_field_of(const AnyField& field) {
  const BuiltIn* const built_in = std::get_if<BuiltIn>(&field);
  if (built_in == nullptr) return LineField::kDeclared;
  switch (*built_in) {
    case BuiltIn::kCategory: return LineField::kCategory;
    case BuiltIn::kBrand: return LineField::kBrand;
    case BuiltIn::kTag: return LineField::kTag;
    case BuiltIn::kSku: return LineField::kSku;
    case BuiltIn::kPrice: return LineField::kPrice;
    default: return LineField::kQuantity;
  }
}

bool is_line_field(const Plan& plan, const AnyField& field) {
  if (const FieldRef* const declared = std::get_if<FieldRef>(&field)) {
    return plan.fields[declared->index].owner == engine::FieldOwner::kLine;
  }
  switch (std::get<BuiltIn>(field)) {
    case BuiltIn::kCategory: case BuiltIn::kBrand: case BuiltIn::kTag: case BuiltIn::kSku: case BuiltIn::kPrice: case BuiltIn::kQuantity:
      return true;
    default: return false;
  }
}

engine::Tenders lower_tenders(Lowering& lowering, const QuantityPlan& quantity) {
  return {lowering.symbols_of(quantity.paid_by), quantity.not_paid_by};
}

}  // namespace setia::rules
