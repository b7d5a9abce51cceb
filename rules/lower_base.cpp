// Bases of gives, from quantities as the marketer wrote them.
#include "rules/lower_base.hpp"

#include "rules/lower_filters.hpp"
#include "rules/lower_quantities.hpp"

namespace setia::rules {

engine::Base lower_base(Lowering& lowering, const QuantityPlan& quantity) {
  const bool by_line = quantity.kind == dsl::QuantityKind::kSpend || quantity.kind == dsl::QuantityKind::kItems;
  if (by_line && !quantity.window) return lower_base_of_event(lowering, quantity);
  engine::Base base;
  base.kind = engine::BaseKind::kSlot;
  base.slot = lower_quantity(lowering, quantity);
  return base;
}

engine::Base lower_base_of_event(Lowering& lowering, const QuantityPlan& quantity) {
  engine::Base base;
  base.kind = quantity.kind == dsl::QuantityKind::kItems ? engine::BaseKind::kPieces : engine::BaseKind::kSpend;
  base.filter = lower_lines(lowering, quantity.lines);
  base.tenders = lower_tenders(lowering, quantity);
  base.without_tax = quantity.without_tax;
  return base;
}

engine::Base pieces_base(Lowering& lowering, const LinesPlan& lines) {
  engine::Base base;
  base.kind = engine::BaseKind::kPieces;
  base.filter = lower_lines(lowering, lines);
  return base;
}

engine::Base field_base(Lowering& lowering, FieldRef field, const LinesPlan& lines) {
  engine::Base base;
  base.kind = engine::BaseKind::kField;
  base.field = lowering.fields[field.index];
  base.filter = lower_lines(lowering, lines);
  return base;
}

engine::Base quantity_base(Lowering& lowering, const LinesPlan& lines) {
  engine::Base base;
  base.kind = engine::BaseKind::kField;
  base.field_is_quantity = true;
  base.filter = lower_lines(lowering, lines);
  return base;
}

}  // namespace setia::rules
