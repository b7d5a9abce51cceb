// Common denominators of a plan's rates, factors and shares, refusing to pass the largest one.
#include "rules/denominators.hpp"

#include <algorithm>

#include "rules/scales.hpp"
#include "rules/units_given.hpp"

namespace setia::rules {
namespace {

using engine::Wide;
using Denominator = std::optional<Wide>;  // empty: past kMostDenominator

constexpr Wide kMinorPerWorth = 1'000'000'000'000;  // worth is millionths of a minor unit, amounts are millionths: 10^12

Wide greatest_divisor(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

Denominator product(Denominator a, Denominator b) {
  if (!a || !b || *a > kMostDenominator / *b) return std::nullopt;
  return *a * *b;
}

Denominator common(Denominator a, Denominator b) {
  if (!a || !b) return std::nullopt;
  return product(*a / greatest_divisor(*a, *b), b);
}

// Of num / den in lowest terms.
Denominator denominator_of(Wide num, Wide den) {
  const Wide lowest = den / greatest_divisor(num, den);
  if (lowest > kMostDenominator) return std::nullopt;
  return lowest;
}

// Blocks are counted before they are paid, so only an exact rate divides by its step.
Wide divisor_of(const PerPlan& per) { return per.block == dsl::BlockKind::kExact ? per.step : 1; }

class DenominatorReader {
 public:
  DenominatorReader(const Plan& plan, std::size_t column) : plan_(plan), column_(column) {}

  Denominator operator()(const GivePerPlan& give) const { return denominator_of(give.amount_micro, divisor_of(give.per)); }
  Denominator operator()(const GivePercentPlan& give) const {
    const bool money = give.of.type == QuantityType::kMoney;
    const auto& worth = plan_.units[give.unit.index].worth;
    if (!money || !worth) return denominator_of(give.share.num, give.share.den);
    return denominator_of(give.share.num * kMinorPerWorth, static_cast<Wide>(give.share.den) * *worth);
  }
  Denominator operator()(const GivePercentByPlan& give) const {
    const auto& worth = plan_.units[give.unit.index].worth;
    if (give.of.type != QuantityType::kMoney || !worth) return of_column(give.table, 1, 1);
    return of_column(give.table, kMinorPerWorth, *worth);
  }
  Denominator operator()(const GiveByPlan& give) const {
    const Wide divisor = give.per ? divisor_of(*give.per) : 1;
    return of_column(give.table, kMicro, divisor);
  }
  Denominator operator()(const MultiplyPlan& give) const {
    if (const auto* ratio = std::get_if<engine::Ratio>(&give.factor)) return ratio->den;
    if (const auto* table = std::get_if<TablePlan>(&give.factor)) return of_column(*table, 1, 1);
    return kMicro;
  }
  template <typename Other>
  Denominator operator()(const Other&) const {
    return 1;
  }

 private:
  Denominator of_column(const TablePlan& table, Wide factor, Wide divisor) const {
    Denominator all = 1;
    for (const RowPlan& row : table.rows)
      if (const auto& value = row.values[column_]) all = common(all, denominator_of(value->num * factor, value->den * divisor));
    return all;
  }

  const Plan& plan_;
  std::size_t column_;
};

// The unit whose gives this one is a share of [J3].
std::optional<UnitRef> source_of(const GivePlan& give) {
  const QuantityPlan* of = nullptr;
  if (const auto* percent = std::get_if<GivePercentPlan>(&give.kind)) of = &percent->of;
  if (const auto* percent = std::get_if<GivePercentByPlan>(&give.kind)) of = &percent->of;
  if (const auto* per = std::get_if<GivePerPlan>(&give.kind)) of = &per->per.quantity;
  if (of == nullptr || of->kind != dsl::QuantityKind::kUnitFrom) return std::nullopt;
  return of->unit;
}

// What meets in one unit; `amounts` are its own, `all` with those derived from other units.
struct Sums {
  std::vector<Denominator> amounts, all, factors;
  std::vector<std::optional<RuleRef>> too_fine;

  explicit Sums(std::size_t units) : amounts(units, 1), all(units, 1), factors(units, 1), too_fine(units) {}
  void judge(std::size_t unit, RuleRef rule) {
    if (!too_fine[unit] && !product(all[unit], factors[unit])) too_fine[unit] = rule;
  }
};

enum class Pass { kAmounts, kDerived, kFactors };
Pass pass_of(const GivePlan& give) {
  if (std::holds_alternative<MultiplyPlan>(give.kind)) return Pass::kFactors;
  return source_of(give) ? Pass::kDerived : Pass::kAmounts;
}

void add(const Plan& plan, const GivePlan& give, std::size_t column, std::size_t unit, Sums& sums) {
  const Denominator mine = std::visit(DenominatorReader(plan, column), give.kind);
  switch (pass_of(give)) {
    case Pass::kAmounts:
      sums.amounts[unit] = common(sums.amounts[unit], mine);
      sums.all[unit] = sums.amounts[unit];
      break;
    case Pass::kDerived:
      sums.all[unit] = common(sums.all[unit], product(sums.amounts[source_of(give)->index], mine));
      break;
    case Pass::kFactors: {
      const bool compound = plan.units[unit].meeting == engine::Meeting::kCompound;
      sums.factors[unit] = compound ? product(sums.factors[unit], mine) : common(sums.factors[unit], mine);
      break;
    }
  }
}

}  // namespace

std::vector<std::optional<RuleRef>> rules_too_fine(const Plan& plan) {
  Sums sums(plan.units.size());
  for (const Pass pass : {Pass::kAmounts, Pass::kDerived, Pass::kFactors})
    for (std::size_t rule = 0; rule < plan.rules.size(); ++rule)
      for (const GivePlan& give : plan.rules[rule].gives) {
        if (pass_of(give) != pass) continue;
        const auto units = units_given(give);
        for (std::size_t column = 0; column < units.size(); ++column) {
          add(plan, give, column, units[column].index, sums);
          sums.judge(units[column].index, RuleRef{rule});
        }
      }
  return sums.too_fine;
}

}  // namespace setia::rules
