// Gives. Every rate becomes an exact fraction: millionths of the unit for one unit of the base, or for one block.
#include "rules/lower_gives.hpp"

#include "engine/ensure.hpp"
#include "rules/lower_base.hpp"
#include "rules/lower_conditions.hpp"
#include "rules/lower_life.hpp"
#include "rules/lower_filters.hpp"
#include "rules/lower_quantities.hpp"
#include "rules/lower_tables.hpp"
#include "rules/ratios.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

engine::UnitId unit_id(UnitRef unit) { return engine::UnitId{unit.index}; }

std::vector<engine::RuleId> rule_ids(const std::vector<RuleRef>& rules) {
  std::vector<engine::RuleId> ids;
  for (const RuleRef rule : rules) ids.push_back(engine::RuleId{rule.index});
  return ids;
}

engine::Base per_base(Lowering& lowering, const PerPlan& per) {
  if (per.of == PerPlan::Of::kPieces) return pieces_base(lowering, per.lines);
  if (per.built_in_quantity) return quantity_base(lowering, per.lines);
  if (per.of == PerPlan::Of::kField) return field_base(lowering, per.field, per.lines);
  return lower_base(lowering, per.quantity);
}

void derive(const QuantityPlan& of, engine::Give& give) {
  give.kind = engine::GiveKind::kDerived;
  give.source = unit_id(of.unit);
  give.from = rule_ids(of.from);
}

// Blocks keep their step; an exact rate is spread over it.
engine::Give per_give(Lowering& lowering, UnitRef unit, const PerPlan& per) {
  engine::Give give;
  give.kind = engine::GiveKind::kRate;
  give.unit = unit_id(unit);
  if (per.of == PerPlan::Of::kQuantity && per.quantity.kind == dsl::QuantityKind::kUnitFrom) {
    derive(per.quantity, give);
  } else {
    give.base = per_base(lowering, per);
  }
  give.block = static_cast<engine::Block>(per.block);
  give.apart = per.of == PerPlan::Of::kPieces ? engine::Apart::kPerItem : static_cast<engine::Apart>(per.apart);
  give.step = per.block == dsl::BlockKind::kExact ? 1 : per.step;
  return give;
}

engine::Ratio per_rate(engine::Ratio amount, const PerPlan& per) {
  return per.block == dsl::BlockKind::kExact ? over(amount, per.step) : amount;
}

// Millionths of `unit` for one unit of the scale that `of` is in, at a share of it.
engine::Ratio share_rate(const Plan& plan, const QuantityPlan& of, UnitRef unit, engine::Ratio share) {
  if (of.type == QuantityType::kMoney) return times(share, micro_per_minor(plan.units[unit.index].worth.value()));
  return of.type == QuantityType::kCount ? times(share, {kMicro, 1}) : share;
}

engine::Give share_give(Lowering& lowering, UnitRef unit, const QuantityPlan& of) {
  engine::Give give;
  give.kind = engine::GiveKind::kRate;
  give.unit = unit_id(unit);
  if (of.kind == dsl::QuantityKind::kUnitFrom) derive(of, give);
  else give.base = lower_base(lowering, of);
  return give;
}

// What rules post in this event is known only after it; all else is a base like any other.
void set_counted(Lowering& lowering, const QuantityPlan& quantity, engine::Give& give) {
  const bool earned_now = quantity.kind == dsl::QuantityKind::kUnitEarned && !quantity.window;
  if (!earned_now && quantity.kind != dsl::QuantityKind::kUnitFrom) {
    give.base = lower_base(lowering, quantity);
    return;
  }
  give.source = unit_id(quantity.unit);
  give.from = rule_ids(quantity.from);
}

ByTender tenders_of(const QuantityPlan& quantity) {
  return quantity.kind == dsl::QuantityKind::kSpend && !quantity.window ? ByTender::kSplits : ByTender::kAsks;
}

struct GiveLowering {
  Lowering& lowering;
  const GivePlan& plan;
  engine::Rule& rule;

  void add(engine::Give give) const {
    give.to = static_cast<engine::Receiver>(plan.to);
    rule.gives.push_back(std::move(give));
  }

  void operator()(const GiveFlatPlan& from) const {
    engine::Give give;
    give.unit = unit_id(from.unit);
    give.rate = {from.amount_micro, 1};
    add(std::move(give));
  }

  void operator()(const GivePerPlan& from) const {
    engine::Give give = per_give(lowering, from.unit, from.per);
    give.rate = per_rate({from.amount_micro, 1}, from.per);
    add(std::move(give));
  }

  void operator()(const GivePercentPlan& from) const {
    engine::Give give = share_give(lowering, from.unit, from.of);
    give.rate = share_rate(lowering.plan, from.of, from.unit, from.share);
    add(std::move(give));
  }

  void operator()(const GivePercentByPlan& from) const {
    engine::Give give = share_give(lowering, from.unit, from.of);
    give.table = lower_table(lowering, from.table, ColumnScale(1, share_rate(lowering.plan, from.of, from.unit, {1, 1})), tenders_of(from.of));
    add(std::move(give));
  }

  void operator()(const GiveByPlan& from) const {
    const engine::Ratio scale = from.per ? per_rate({kMicro, 1}, *from.per) : engine::Ratio{kMicro, 1};
    const bool of_quantity = from.per && from.per->of == PerPlan::Of::kQuantity;
    const engine::TableId table = lower_table(lowering, from.table, ColumnScale(from.units.size(), scale), of_quantity ? tenders_of(from.per->quantity) : ByTender::kAsks);
    for (std::size_t column = 0; column < from.units.size(); ++column) {
      engine::Give give;
      if (from.per) give = per_give(lowering, from.units[column], *from.per);
      give.unit = unit_id(from.units[column]);
      give.table = table;
      give.column = static_cast<std::uint16_t>(column);
      add(std::move(give));
    }
  }

  void operator()(const MultiplyPlan& from) const {
    engine::Give give;
    give.kind = engine::GiveKind::kMultiply;
    give.unit = unit_id(from.unit);
    give.from = rule_ids(from.from);
    give.lines = lower_lines(lowering, from.lines);
    if (const engine::Ratio* const factor = std::get_if<engine::Ratio>(&from.factor)) {
      give.rate = *factor;
    } else if (const FieldRef* const field = std::get_if<FieldRef>(&from.factor)) {
      give.factor_slot = lower_field(lowering, *field);
    } else if (const LevelColumn* const column = std::get_if<LevelColumn>(&from.factor)) {
      give.factor_ladder = engine::LadderId{column->ladder.index};
      give.column = static_cast<std::uint16_t>(column->column);
      rank_slot(lowering, column->ladder);
    } else {
      give.table = lower_table(lowering, std::get<TablePlan>(from.factor), ColumnScale(1, {1, 1}), ByTender::kSplits);
    }
    add(std::move(give));
  }

  void operator()(const CounterPlanStep& from) const {
    engine::Give give;
    give.kind = from.takes ? engine::GiveKind::kTakeFromCounter : engine::GiveKind::kAddToCounter;
    give.counter = engine::CounterId{from.counter.index};
    give.rate = {from.quantity.type == QuantityType::kCount ? kMicro : 1, 1};
    set_counted(lowering, from.quantity, give);
    add(std::move(give));
  }

  void operator()(const MoveLevelPlan& from) const {
    rule.moves.push_back({engine::LadderId{from.ladder.index}, from.rank, lower_expiry(lowering, from.until)});
  }

  void operator()(const SayPlan& from) const { rule.says.push_back(from.text); }
};

}  // namespace

void lower_gives(Lowering& lowering, const RulePlan& from, engine::Rule& rule) {
  for (const GivePlan& give : from.gives) std::visit(GiveLowering{lowering, give, rule}, give.kind);
}

}  // namespace setia::rules
