#include "rules/lower_discounts.hpp"

#include "rules/lower_filters.hpp"
#include "rules/lower_tables.hpp"

namespace setia::rules {
namespace {

// Cells of money hold whole units of the currency.
engine::Ratio minor_per_major(const Plan& plan) {
  engine::Ratio scale;
  scale.num = 1;
  for (int i = 0; i < plan.currency_decimals; ++i) scale.num *= 10;
  return scale;
}

// A cell "-" charges nothing at all, which is not a price of zero.
void mark_uncharged(const TablePlan& from, engine::Table& table) {
  for (std::size_t row = 0; row < from.rows.size(); ++row)
    if (!from.rows[row].values.front()) table.rows[row].values.front() = {-1, 1};
}

}  // namespace

engine::Discount lower_discount(Lowering& lowering, const DiscountPlan& from) {
  engine::Discount discount;
  discount.kind = from.kind;
  discount.stage = from.stage;
  discount.pick = from.pick;
  discount.filter = lower_lines(lowering, from.lines);
  discount.percent = from.percent;
  discount.value = from.value;
  if (from.table) discount.table = lower_table(lowering, *from.table, ColumnScale(1, from.percent ? engine::Ratio{1, 1} : minor_per_major(lowering.plan)), ByTender::kSplits);
  if (from.table && from.kind == engine::DiscountKind::kCharge) mark_uncharged(*from.table, lowering.program.tables[discount.table->index()]);
  discount.pieces = from.pieces;
  if (from.field) discount.field = lowering.fields[from.field->index];
  discount.counted = lower_lines(lowering, from.counted);
  discount.for_every = from.for_every;
  return discount;
}

}  // namespace setia::rules
