// Common denominators, from the rates as compiled.
#include "rules/lower_denominators.hpp"

#include <functional>

#include "engine/ensure.hpp"

namespace setia::rules {
namespace {

using engine::Wide;

constexpr Wide kMostDenominator = 1'000'000'000'000'000;
constexpr std::int64_t kFactorScale = 1'000'000;  // of a factor that a field says

Wide common(Wide a, Wide b) {
  Wide x = a;
  Wide y = b;
  while (y != 0) {
    const Wide rest = x % y;
    x = y;
    y = rest;
  }
  ENSURE(a / x <= kMostDenominator / b);
  return a / x * b;
}

Wide product(Wide a, Wide b) {
  ENSURE(a <= kMostDenominator / b);
  return a * b;
}

// The denominators of a give: of its rate, or of its column.
Wide of_give(const engine::Program& program, const engine::Give& give) {
  if (give.factor_slot) return kFactorScale;
  if (!give.table) return give.rate.den;
  Wide all = 1;
  for (const engine::TableRow& row : program.tables[give.table->index()].rows) all = common(all, row.values[give.column].den);
  return all;
}

bool is_amount(const engine::Give& give) { return give.kind == engine::GiveKind::kFlat || give.kind == engine::GiveKind::kRate; }

void each_give(const engine::Program& program, std::size_t unit, const std::function<void(const engine::Give&)>& visit) {
  for (const engine::Rule& rule : program.rules) {
    for (const engine::Give& give : rule.gives) {
      if (give.unit.index() == unit) visit(give);
    }
  }
}

Wide of_amounts(const engine::Program& program, std::size_t unit) {
  Wide all = 1;
  each_give(program, unit, [&](const engine::Give& give) {
    if (is_amount(give)) all = common(all, of_give(program, give));
  });
  return all;
}

// What other units' amounts bring in, by a share of them.
Wide with_derived(const engine::Program& program, std::size_t unit, Wide all) {
  each_give(program, unit, [&](const engine::Give& give) {
    if (give.kind == engine::GiveKind::kDerived)
      all = common(all, product(of_amounts(program, give.source.index()), of_give(program, give)));
  });
  return all;
}

// Factors that compound multiply with each other, all others meet the amount alone.
Wide of_factors(const engine::Program& program, std::size_t unit) {
  const bool compound = program.units[unit].meeting == engine::Meeting::kCompound;
  Wide all = 1;
  each_give(program, unit, [&](const engine::Give& give) {
    if (give.kind != engine::GiveKind::kMultiply) return;
    all = compound ? product(all, of_give(program, give)) : common(all, of_give(program, give));
  });
  return all;
}

}  // namespace

void lower_denominators(engine::Program& program) {
  for (std::size_t unit = 0; unit < program.units.size(); ++unit) {
    program.units[unit].denominator = product(with_derived(program, unit, of_amounts(program, unit)), of_factors(program, unit));
  }
}

}  // namespace setia::rules
